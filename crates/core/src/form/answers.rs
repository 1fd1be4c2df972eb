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

/// All answers to one form.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    values: BTreeMap<String, String>,
    #[serde(default)]
    items: Vec<ItemId>,
    #[serde(default)]
    next_item: ItemId,
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

    /// The items, in the order in which they were added.
    #[must_use]
    pub fn items(&self) -> &[ItemId] {
        &self.items
    }

    /// Adds an empty item.
    pub fn add_item(&mut self) -> ItemId {
        self.next_item += 1;
        self.items.push(self.next_item);
        self.next_item
    }

    /// Removes an item and what was answered of it, and hands it out so that it can be put back.
    pub fn remove_item(&mut self, item: ItemId) -> Option<Removed> {
        let place = self.items.iter().position(|kept| *kept == item)?;
        self.items.remove(place);
        let suffix = format!("-{item}");
        let values = self.values.extract_if(.., |key, _| key.ends_with(&suffix)).collect();
        Some(Removed { item, place, values })
    }

    /// Puts an item back where it was, with what was answered of it.
    pub fn put_back(&mut self, removed: Removed) {
        let Removed { item, place, values } = removed;
        if !self.items.contains(&item) {
            self.items.insert(place.min(self.items.len()), item);
            self.values.extend(values);
        }
    }

    /// True where nothing was answered at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.items.is_empty()
    }
}

/// An item that was removed, with its answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Removed {
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
        write!(f, "Answers({} answers, {} items)", self.values.len(), self.items.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_goes_with_its_answers_and_its_number_is_not_used_again() {
        let mut answers = Answers::default();
        let first = answers.add_item();
        let at = |item| At { field: "brand", item: Some(item) };
        answers.set(at(first), "Fairphone".to_owned());
        answers.remove_item(first);
        assert!(answers.is_empty());
        assert_ne!(answers.add_item(), first);
        assert_eq!(answers.get(at(first)), "");
    }

    #[test]
    fn item_eleven_stays_when_item_one_goes() {
        let mut answers = Answers::default();
        let ids: Vec<_> = (0..11).map(|_| answers.add_item()).collect();
        answers.set(At { field: "brand", item: Some(11) }, "kept".to_owned());
        answers.remove_item(ids[0]);
        assert_eq!(answers.get(At { field: "brand", item: Some(11) }), "kept");
    }

    #[test]
    fn what_was_removed_is_put_back_where_it_was() {
        let mut answers = Answers::default();
        for brand in ["one", "two", "three"] {
            let item = answers.add_item();
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
    fn debug_shows_counts_only() {
        let mut answers = Answers::default();
        answers.set(At { field: "birth_name", item: None }, "Dupont".to_owned());
        assert_eq!(format!("{answers:?}"), "Answers(1 answers, 0 items)");
    }
}
