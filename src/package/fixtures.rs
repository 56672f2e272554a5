//! Archives written in code, whole or damaged, for tests.

use libdeflater::{CompressionLvl, Compressor};

/// A header as it is written, in the directory or before the data.
#[derive(Clone)]
pub struct Header {
    pub name: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub compressed: u32,
    pub inflated: u32,
    /// Added to the true offset, in the directory only.
    pub offset_error: i64,
}

struct Item {
    data: Vec<u8>,
    central: Header,
    local: Header,
}

/// An archive under construction.
#[derive(Default)]
pub struct Zip {
    items: Vec<Item>,
    /// Bytes before the archive, which its offsets do not count.
    pub prefix: Vec<u8>,
    /// Bytes between the entries and the directory: a signing block.
    pub before_directory: Vec<u8>,
    pub comment: Vec<u8>,
    pub trailing: Vec<u8>,
    /// Number of records that the end record declares, if not the true one.
    pub declared_records: Option<u16>,
    /// Sizes, offsets and the number of records only in ZIP64 fields.
    pub zip64: bool,
}

impl Zip {
    pub fn stored(self, name: &str, data: &[u8]) -> Self {
        self.item(name, 0, data.to_vec(), data.len())
    }

    pub fn deflated(self, name: &str, data: &[u8]) -> Self {
        self.item(name, 8, deflate(data), data.len())
    }

    fn item(mut self, name: &str, method: u16, data: Vec<u8>, inflated: usize) -> Self {
        let header = Header {
            name: name.as_bytes().to_vec(),
            method,
            flags: 0,
            compressed: data.len() as u32,
            inflated: inflated as u32,
            offset_error: 0,
        };
        self.items.push(Item {
            data,
            central: header.clone(),
            local: header,
        });
        self
    }

    /// Changes the headers of the last entry: directory, local.
    pub fn damage(mut self, change: impl FnOnce(&mut Header, &mut Header)) -> Self {
        let last = self.items.last_mut().unwrap();
        change(&mut last.central, &mut last.local);
        self
    }

    pub fn build(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let mut directory = Vec::new();
        for item in &self.items {
            let offset = (body.len() as i64 + item.central.offset_error) as u32;
            body.extend_from_slice(b"PK\x03\x04\x14\x00");
            self.fields(&mut body, &item.local);
            put16(&mut body, item.local.name.len());
            put16(&mut body, 0);
            body.extend_from_slice(&item.local.name);
            body.extend_from_slice(&item.data);
            if item.local.flags & 8 != 0 {
                // A data descriptor; checksums are 0 throughout.
                body.extend_from_slice(b"PK\x07\x08\0\0\0\0");
                body.extend_from_slice(&item.central.compressed.to_le_bytes());
                body.extend_from_slice(&item.central.inflated.to_le_bytes());
            }

            directory.extend_from_slice(b"PK\x01\x02\x14\x00\x14\x00");
            self.fields(&mut directory, &item.central);
            put16(&mut directory, item.central.name.len());
            let extra = self.wide_fields(&item.central, offset);
            put16(&mut directory, extra.len());
            directory.extend_from_slice(&[0; 10]);
            let offset = if self.zip64 { u32::MAX } else { offset };
            directory.extend_from_slice(&offset.to_le_bytes());
            directory.extend_from_slice(&item.central.name);
            directory.extend_from_slice(&extra);
        }
        body.extend_from_slice(&self.before_directory);
        let at = body.len();
        let mut out = self.prefix.clone();
        out.append(&mut body);
        out.extend_from_slice(&directory);
        self.end(&mut out, at, directory.len());
        out
    }

    /// Flags, method, time, checksum and sizes.
    fn fields(&self, out: &mut Vec<u8>, header: &Header) {
        put16(out, header.flags.into());
        put16(out, header.method.into());
        out.extend_from_slice(&[0; 8]);
        for size in [header.compressed, header.inflated] {
            let size = if self.zip64 { u32::MAX } else { size };
            out.extend_from_slice(&size.to_le_bytes());
        }
    }

    fn wide_fields(&self, header: &Header, offset: u32) -> Vec<u8> {
        let mut extra = Vec::new();
        if self.zip64 {
            extra.extend_from_slice(&[0xfe, 0xca, 1, 0, 7, 1, 0, 24, 0]);
            for value in [header.inflated, header.compressed, offset] {
                extra.extend_from_slice(&u64::from(value).to_le_bytes());
            }
        }
        extra
    }

    fn end(&self, out: &mut Vec<u8>, at: usize, size: usize) {
        let records = self.items.len();
        if self.zip64 {
            let record_at = out.len() - self.prefix.len();
            out.extend_from_slice(b"PK\x06\x06");
            out.extend_from_slice(&[0; 20]);
            for value in [records, records, size, at] {
                out.extend_from_slice(&(value as u64).to_le_bytes());
            }
            out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
            out.extend_from_slice(&(record_at as u64).to_le_bytes());
            out.extend_from_slice(&[1, 0, 0, 0]);
        }
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        let narrow = |value: usize| if self.zip64 { u32::MAX } else { value as u32 };
        let declared = self.declared_records.map_or(records, usize::from);
        for _ in 0..2 {
            put16(out, if self.zip64 { 0xffff } else { declared });
        }
        out.extend_from_slice(&narrow(size).to_le_bytes());
        out.extend_from_slice(&narrow(at).to_le_bytes());
        put16(out, self.comment.len());
        out.extend_from_slice(&self.comment);
        out.extend_from_slice(&self.trailing);
    }
}

fn put16(out: &mut Vec<u8>, value: usize) {
    out.extend_from_slice(&(value as u16).to_le_bytes());
}

pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::default());
    let mut out = vec![0; compressor.deflate_compress_bound(data.len())];
    let len = compressor.deflate_compress(data, &mut out).unwrap();
    out.truncate(len);
    out
}
