//! Privacy policies found with the app, with structure kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Located;
use crate::policy::Declarations;

/// All policies of one app.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Documents with text, the main policy first.
    pub documents: Vec<Document>,
    /// Addresses in code, resources and documents that look like a policy's.
    pub urls: Vec<Located>,
    /// What the documents declare, taken together; `None` without a document.
    pub declarations: Option<Declarations>,
}

/// One policy document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Entry of the package (`assets/…`, `res/raw/…`, `resources.arsc!string/…`,
    /// `assets/a.zip!/policy.html`) or path of an external file.
    pub path: String,
    /// Comes from outside the package.
    pub external: bool,
    /// What kind of document it is.
    pub role: DocumentRole,
    /// Format that it was read as.
    pub format: DocumentFormat,
    /// Encoding label (WHATWG), e.g. `gbk`.
    pub encoding: String,
    /// Language of the text.
    pub language: Language,
    /// First heading or title.
    pub title: Option<String>,
    /// Characters (Unicode scalar values) of [`Document::text`].
    pub chars: u32,
    /// Lower-case hexadecimal SHA-256 of the bytes.
    pub sha256: String,
    /// Blocks in reading order; their texts, joined by `\n`, are [`Document::text`].
    pub blocks: Vec<Block>,
    /// Presentation faults seen in the bundled markup (191号 1.4).
    pub form: Vec<FormIssue>,
    /// The text was cut at the size limit.
    pub truncated: bool,
}

impl Document {
    /// The whole text. Offsets in spans count characters of this string.
    pub fn text(&self) -> String {
        let blocks: Vec<&str> = self.blocks.iter().map(|b| b.text.as_str()).collect();
        blocks.join("\n")
    }

    /// Characters of [`Document::text`] from an offset on, without making it whole.
    pub fn chars_from(&self, offset: usize) -> impl Iterator<Item = char> {
        let before = self.blocks.partition_point(|b| b.start as usize <= offset);
        let blocks = self.blocks.get(before.saturating_sub(1)..).unwrap_or(&[]);
        let start = blocks.first().map_or(0, |b| b.start as usize);
        let lines = blocks.iter().enumerate().flat_map(|(index, block)| {
            let end_of_line = (index > 0).then_some('\n');
            end_of_line.into_iter().chain(block.text.chars())
        });
        lines.skip(offset.saturating_sub(start))
    }
}

/// What a document is for.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentRole {
    /// The privacy policy (隐私政策, 个人信息保护政策).
    #[default]
    PrivacyPolicy,
    /// Rules for children (儿童个人信息保护规则).
    ChildrenRules,
    /// List of third-party SDKs (第三方SDK目录, 第三方信息共享清单).
    SdkList,
    /// List of collected personal information (个人信息收集清单).
    CollectionList,
    /// A note on permissions (应用权限说明).
    PermissionList,
    /// A short prompt that asks for consent and points to the policy.
    ConsentPrompt,
    /// User agreement that may hold privacy clauses.
    UserAgreement,
}

/// Format of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentFormat {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Office Open XML.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// Language of a text, by share of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    SimplifiedChinese,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Another language, or too little text to tell.
    #[default]
    #[serde(rename = "und")]
    Undetermined,
}

/// A unit of structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Kind.
    pub kind: BlockKind,
    /// Text without markup; cells of a table row joined by `\t`.
    pub text: String,
    /// Offset of the first character in the document's text.
    pub start: u32,
    /// Index of the nearest heading block above that governs this one.
    pub heading: Option<u32>,
}

/// Kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum BlockKind {
    /// A heading of the given level, 1 the highest.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// An item of a list, nested from 0.
    ListItem {
        /// Nesting depth.
        depth: u8,
    },
    /// A row of a table.
    TableRow {
        /// Number of the table in the document, from 0.
        table: u16,
        /// Whether it is the table's head.
        head: bool,
    },
}

/// As with frames: a tagged form would buffer every block of a policy.
impl<'de> Deserialize<'de> for BlockKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Is {
            Heading,
            Paragraph,
            ListItem,
            TableRow,
        }
        #[derive(Deserialize)]
        struct Flat {
            is: Is,
            level: Option<u8>,
            depth: Option<u8>,
            table: Option<u16>,
            head: Option<bool>,
        }
        let flat = Flat::deserialize(deserializer)?;
        let missing = serde::de::Error::missing_field;
        Ok(match flat.is {
            Is::Heading => Self::Heading {
                level: flat.level.ok_or_else(|| missing("level"))?,
            },
            Is::Paragraph => Self::Paragraph,
            Is::ListItem => Self::ListItem {
                depth: flat.depth.ok_or_else(|| missing("depth"))?,
            },
            Is::TableRow => Self::TableRow {
                table: flat.table.ok_or_else(|| missing("table"))?,
                head: flat.head.ok_or_else(|| missing("head"))?,
            },
        })
    }
}

/// A fault of presentation, with evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormIssue {
    /// `small-text`, `pale-text`, `image-only`, `url-only`, `no-simplified-chinese`, `garbled`.
    pub code: String,
    /// The style, tag or ratio seen.
    pub detail: String,
}
