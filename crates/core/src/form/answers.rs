//! What was typed: always representable, never checked.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// The number of an item in a repeatable step. Never used twice in one form, so that an address stays true.
pub type ItemId = u32;

/// Where an answer stands: a field of the form, or a field of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Name of the field.
    pub field: &'static str,
    /// The item, in a repeatable step.
    pub item: Option<ItemId>,
}

impl At {
    /// The name under which the answer is kept, and the id of its control on the page: `brand`, `brand-3`.
    #[must_use]
    pub fn key(self) -> String {
        self.item.map_or_else(|| self.field.to_owned(), |item| format!("{}-{item}", self.field))
    }
}

/// What the institution has decided, on which some questions depend. It is no answer and is never stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Setting {
    /// A national identity service has said who is here.
    pub identified: bool,
    /// Guardians of protected adults may declare here.
    pub guardians: bool,
}

/// All answers to one form.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    values: BTreeMap<String, String>,
    /// The items of each list, by the list's name.
    #[serde(default)]
    lists: BTreeMap<String, Vec<ItemId>>,
    #[serde(default)]
    next_item: ItemId,
    #[serde(skip)]
    setting: Setting,
}

impl Answers {
    /// What was answered; empty where nothing was.
    #[must_use]
    pub fn get(&self, at: At) -> &str {
        self.values.get(&at.key()).map_or("", String::as_str)
    }

    /// Keeps an answer as it was typed.
    pub fn set(&mut self, at: At, typed: String) {
        if typed.is_empty() {
            self.values.remove(&at.key());
        } else {
            self.values.insert(at.key(), typed);
        }
    }

    /// Answers what was not answered.
    pub fn preset(&mut self, at: At, value: &str) {
        self.values.entry(at.key()).or_insert_with(|| value.to_owned());
    }

    /// The items of a list, in the order in which they were added.
    #[must_use]
    pub fn items(&self, list: &str) -> &[ItemId] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// Adds an empty item to a list.
    pub fn add_item(&mut self, list: &str) -> ItemId {
        self.next_item += 1;
        self.lists.entry(list.to_owned()).or_default().push(self.next_item);
        self.next_item
    }

    /// Removes an item and what was answered of it, whichever list it is in, and hands it out so that it can be put back.
    pub fn remove_item(&mut self, item: ItemId) -> Option<Removed> {
        let (list, items) = self.lists.iter_mut().find(|(_, items)| items.contains(&item))?;
        let place = items.iter().position(|kept| *kept == item)?;
        items.remove(place);
        let (list, emptied) = (list.clone(), items.is_empty());
        if emptied {
            self.lists.remove(&list);
        }
        let suffix = format!("-{item}");
        let values = self.values.extract_if(.., |key, _| key.ends_with(&suffix)).collect();
        Some(Removed { list, item, place, values })
    }

    /// Puts an item back where it was, with what was answered of it.
    pub fn put_back(&mut self, removed: Removed) {
        let Removed { list, item, place, values } = removed;
        let items = self.lists.entry(list).or_default();
        if !items.contains(&item) {
            items.insert(place.min(items.len()), item);
            self.values.extend(values);
        }
    }

    /// What the institution has decided.
    #[must_use]
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// The same answers under other decisions of the institution.
    #[must_use]
    pub fn under(self, setting: Setting) -> Self {
        Self { setting, ..self }
    }

    /// True where nothing was answered at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.lists.is_empty()
    }
}

/// An item that was removed, with its answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Removed {
    list: String,
    item: ItemId,
    place: usize,
    values: BTreeMap<String, String>,
}

impl Removed {
    /// Its number, which it keeps.
    #[must_use]
    pub fn item(&self) -> ItemId {
        self.item
    }
}

impl fmt::Debug for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Removed({})", self.item)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} answers, {} items)", self.values.len(), self.lists.values().flatten().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_goes_with_its_answers_and_its_number_is_not_used_again() {
        let mut answers = Answers::default();
        let first = answers.add_item("goods");
        let at = |item| At { field: "brand", item: Some(item) };
        answers.set(at(first), "Fairphone".to_owned());
        answers.remove_item(first);
        assert!(answers.is_empty());
        assert_ne!(answers.add_item("goods"), first);
        assert_eq!(answers.get(at(first)), "");
    }

    #[test]
    fn item_eleven_stays_when_item_one_goes() {
        let mut answers = Answers::default();
        let ids: Vec<_> = (0..11).map(|_| answers.add_item("goods")).collect();
        answers.set(At { field: "brand", item: Some(11) }, "kept".to_owned());
        answers.remove_item(ids[0]);
        assert_eq!(answers.get(At { field: "brand", item: Some(11) }), "kept");
    }

    #[test]
    fn what_was_removed_is_put_back_where_it_was() {
        let mut answers = Answers::default();
        for brand in ["one", "two", "three"] {
            let item = answers.add_item("goods");
            answers.set(At { field: "brand", item: Some(item) }, brand.to_owned());
        }
        let before = answers.clone();
        let two = answers.remove_item(2).unwrap();
        assert_eq!(answers.remove_item(2), None);
        answers.put_back(two.clone());
        assert!(answers == before);
        // A second time changes nothing.
        answers.put_back(two);
        assert!(answers == before);
    }

    #[test]
    fn lists_share_numbers_and_nothing_else() {
        let mut answers = Answers::default();
        let (one, other) = (answers.add_item("goods"), answers.add_item("witnesses"));
        assert_ne!(one, other);
        assert_eq!((answers.items("goods"), answers.items("witnesses")), (&[one][..], &[other][..]));
        answers.remove_item(other);
        assert_eq!((answers.items("goods"), answers.items("witnesses")), (&[one][..], &[][..]));
    }

    #[test]
    fn debug_shows_counts_only() {
        let mut answers = Answers::default();
        answers.set(At { field: "birth_name", item: None }, "Dupont".to_owned());
        assert_eq!(format!("{answers:?}"), "Answers(1 answers, 0 items)");
    }
}
