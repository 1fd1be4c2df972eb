//! Small catalogs beside the large one: what only one area or a page without a program says, in files that nobody else loads.

use std::collections::BTreeMap;

use super::filled;

/// Makes an enum whose members have a line each in the files of a small catalog.
macro_rules! named {
    ($(#[$doc:meta])* $kind:ident: $($(#[$about:meta])* $member:ident = $name:literal,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $kind { $($(#[$about])* $member,)+ }

        impl $kind {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// Its name in the files, and for machines.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $name,)+ }
            }
        }
    };
}

pub(crate) use named;

/// The lines of a small catalog in one language, by name.
#[derive(Debug, Clone)]
pub struct Aside(BTreeMap<&'static str, &'static str>);

impl Aside {
    /// Reads a file: `name = words` on a line, or `# remark`.
    pub fn read(file: &'static str) -> Self {
        Self(file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = ")).collect())
    }

    /// The words of that name; none where the file has no such line, which tests of each catalog rule out.
    pub fn say(&self, name: &str) -> &'static str {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// The same with its places filled.
    pub fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        filled(self.say(name), values)
    }

    /// Every line's name and words.
    #[cfg(test)]
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, words)| (*name, *words))
    }
}
