//! Who extends and implements whom, the platform's classes included.

use super::platform::SUPERCLASSES;
use super::program::{NONE, Program};

/// Steps upwards at most; a hostile file may make a class its own ancestor.
const MAX_DEPTH: usize = 256;

/// Super- and subtypes over the whole program.
#[derive(Debug)]
pub(crate) struct Hierarchy {
    /// Superclass of a type that no DEX defines.
    platform_parent: Vec<u32>,
    child_start: Vec<u32>,
    children: Vec<u32>,
}

impl Hierarchy {
    pub(crate) fn new(program: &Program<'_>) -> Self {
        let count = program.types.len();
        let mut platform_parent = vec![NONE; count];
        for (class, superclass) in SUPERCLASSES {
            if let (Some(class), Some(superclass)) =
                (program.find_type(class), program.find_type(superclass))
                && let Some(slot) = platform_parent.get_mut(class as usize)
            {
                *slot = superclass;
            }
        }
        let mut hierarchy = Self {
            platform_parent,
            child_start: vec![0; count + 2],
            children: Vec::new(),
        };
        // A counting sort of (parent, child) pairs: count, sum up, place.
        for kind in 0..count as u32 {
            for parent in hierarchy.parents(program, kind) {
                if let Some(slot) = hierarchy.child_start.get_mut(parent as usize + 2) {
                    *slot += 1;
                }
            }
        }
        let mut total = 0;
        for slot in &mut hierarchy.child_start {
            total += *slot;
            *slot = total;
        }
        hierarchy.children = vec![NONE; total as usize];
        for kind in 0..count as u32 {
            for parent in hierarchy.parents(program, kind) {
                if let Some(next) = hierarchy.child_start.get_mut(parent as usize + 1) {
                    if let Some(slot) = hierarchy.children.get_mut(*next as usize) {
                        *slot = kind;
                    }
                    *next += 1;
                }
            }
        }
        hierarchy
    }

    /// Superclass, or [`NONE`].
    pub(crate) fn superclass(&self, program: &Program<'_>, kind: u32) -> u32 {
        match program.class_of(kind) {
            Some(class) => class.superclass,
            None => self
                .platform_parent
                .get(kind as usize)
                .copied()
                .unwrap_or(NONE),
        }
    }

    /// Superclass and interfaces.
    fn parents<'p>(
        &self,
        program: &'p Program<'_>,
        kind: u32,
    ) -> impl Iterator<Item = u32> + use<'p> {
        let superclass = self.superclass(program, kind);
        let interfaces = program
            .class_of(kind)
            .map_or(&[][..], |class| program.interfaces(class));
        let superclass = (superclass != NONE).then_some(superclass);
        superclass.into_iter().chain(interfaces.iter().copied())
    }

    /// Direct subtypes.
    pub(crate) fn children(&self, kind: u32) -> &[u32] {
        let at = kind as usize;
        match (self.child_start.get(at), self.child_start.get(at + 1)) {
            (Some(&from), Some(&to)) => self
                .children
                .get(from as usize..to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// The type and its superclasses, nearest first.
    pub(crate) fn superclasses<'p>(
        &'p self,
        program: &'p Program<'_>,
        kind: u32,
    ) -> impl Iterator<Item = u32> + 'p {
        std::iter::successors((kind != NONE).then_some(kind), move |&kind| {
            let parent = self.superclass(program, kind);
            (parent != NONE && parent != kind).then_some(parent)
        })
        .take(MAX_DEPTH)
    }

    /// Every supertype, classes and interfaces, the type itself included.
    pub(crate) fn supertypes(&self, program: &Program<'_>, kind: u32) -> Vec<u32> {
        let mut found = vec![kind];
        let mut next = 0;
        while let Some(&kind) = found.get(next) {
            next += 1;
            for parent in self.parents(program, kind) {
                if found.len() < MAX_DEPTH && !found.contains(&parent) {
                    found.push(parent);
                }
            }
        }
        found
    }

    /// The method that an invoke on `kind` finds: up the superclasses, then
    /// among the interfaces (default methods).
    pub(crate) fn resolve(&self, program: &Program<'_>, kind: u32, signature: u32) -> u32 {
        for kind in self.superclasses(program, kind) {
            let Some(class) = program.class_of(kind) else {
                break;
            };
            if let Some(method) = program.find_method(class, signature) {
                return method;
            }
        }
        if program.class_of(kind).is_some() {
            for kind in self.supertypes(program, kind) {
                if let Some(class) = program.class_of(kind)
                    && let Some(method) = program.find_method(class, signature)
                {
                    return method;
                }
            }
        }
        NONE
    }

    /// The first method of this name up the superclasses, whatever its
    /// descriptor.
    pub(crate) fn find_named(
        &self,
        program: &Program<'_>,
        kind: u32,
        name: &[u8],
        found: &mut Vec<u32>,
    ) {
        for kind in self.superclasses(program, kind) {
            let Some(class) = program.class_of(kind) else {
                return;
            };
            let before = found.len();
            found.extend(program.methods_of(class).filter(|&method| {
                program
                    .methods
                    .get(method as usize)
                    .is_some_and(|m| m.code != 0 && program.name(m.signature) == name)
            }));
            if found.len() > before {
                return;
            }
        }
    }
}

/// Collects the subtypes of a type into a reused list with marks.
#[derive(Debug)]
pub(crate) struct Subtypes {
    marks: Vec<u32>,
    mark: u32,
    /// The type and all its subtypes, nearer ones first.
    pub(crate) list: Vec<u32>,
}

impl Subtypes {
    pub(crate) fn new(program: &Program<'_>) -> Self {
        Self {
            marks: vec![0; program.types.len()],
            mark: 0,
            list: Vec::new(),
        }
    }

    /// Collects at most `limit` subtypes of `kind`; false if there are more.
    pub(crate) fn collect(&mut self, hierarchy: &Hierarchy, kind: u32, limit: usize) -> bool {
        self.mark += 1;
        self.list.clear();
        self.add(kind);
        let mut next = 0;
        while let Some(&kind) = self.list.get(next) {
            next += 1;
            for &child in hierarchy.children(kind) {
                if self.list.len() >= limit {
                    return false;
                }
                self.add(child);
            }
        }
        true
    }

    fn add(&mut self, kind: u32) {
        if let Some(mark) = self.marks.get_mut(kind as usize)
            && *mark != self.mark
        {
            *mark = self.mark;
            self.list.push(kind);
        }
    }

    /// Whether the last [`Self::collect`] met this type.
    pub(crate) fn contains(&self, kind: u32) -> bool {
        self.marks.get(kind as usize) == Some(&self.mark)
    }
}
