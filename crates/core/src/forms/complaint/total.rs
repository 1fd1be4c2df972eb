//! How many items are declared, and what they were worth together.

use super::{declared, fields as f};
use crate::{
    domain::goods::Amount,
    form::answers::{Answers, At, ItemId},
    text::{Word, Words},
};

/// What is declared so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// How many items, finished or not.
    pub items: usize,
    /// The sum of what was estimated, in cents of a euro; none where nothing was.
    pub cents: Option<u64>,
}

/// What is declared so far; none where there is nothing to declare.
#[must_use]
pub fn total(answers: &Answers) -> Option<Total> {
    let items = declared::ids(answers);
    if items.is_empty() {
        return None;
    }
    let amounts = items.iter().filter_map(|item| amount(answers, *item)).map(Amount::cents);
    Some(Total { items: items.len(), cents: amounts.reduce(u64::saturating_add) })
}

/// The estimate of one item. Documents and means of payment have none, even where one was typed before the category changed.
#[must_use]
pub fn amount(answers: &Answers, item: ItemId) -> Option<Amount> {
    let of = |field| answers.get(At { field, item: Some(item) });
    match of(f::CATEGORY.spec.name) {
        "" | f::DOCUMENT_CATEGORY | f::PAYMENT_CATEGORY => None,
        _ => Amount::parse(of(f::AMOUNT.spec.name)).ok(),
    }
}

impl Total {
    /// In words: "3 biens déclarés pour un montant total de 450 €".
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        let count = words.count(self.items);
        let amount = self.cents.map(|cents| words.euros(cents)).unwrap_or_default();
        let word = match (self.items, self.cents) {
            (1, Some(_)) => Word::TotalOne,
            (1, None) => Word::TotalOneUnknown,
            (_, Some(_)) => Word::TotalMany,
            (_, None) => Word::TotalManyUnknown,
        };
        words.fill(word, &[("count", &count), ("amount", &amount)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form::field::YES, site::Language, text::tests::words};

    fn declared(items: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        answers.set(At { field: "goods_declared", item: None }, YES.to_owned());
        for (category, amount) in items {
            let item = answers.add_item(super::super::GOODS);
            answers.set(At { field: "category", item: Some(item) }, (*category).to_owned());
            answers.set(At { field: "amount", item: Some(item) }, (*amount).to_owned());
        }
        answers
    }

    #[track_caller]
    fn said(items: &[(&str, &str)], expected: &str) {
        let total = total(&declared(items)).unwrap();
        assert_eq!(total.say(&words(Language::Fr)).replace('\u{202f}', " "), expected);
    }

    #[test]
    fn the_total_counts_all_and_adds_what_was_estimated() {
        said(&[("phone", "")], "1 bien déclaré, sans estimation.");
        said(&[("phone", "450,50")], "1 bien déclaré, estimé à 450,50 €.");
        said(&[("phone", "450"), ("other", "1 000")], "2 biens déclarés, pour un montant total de 1 450 €.");
        said(&[("phone", "abc"), ("other", "")], "2 biens déclarés, sans estimation.");
    }

    #[test]
    fn papers_have_no_price() {
        said(
            &[("document", "450"), ("payment", "30"), ("other", "10")],
            "3 biens déclarés, pour un montant total de 10 €.",
        );
        assert!(total(&Answers::default()).is_none());
    }
}
