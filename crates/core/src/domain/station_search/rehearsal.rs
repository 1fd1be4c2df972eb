//! What typing a question leads to, done once over a few rows for nobody: browsers compile a function when it is first called,
//! and the first letter that a person types need not wait for that.

use super::PlaceIndex;
use crate::domain::question::Question;

/// Pieces of each kind.
const PIECES: [(&str, &str); 3] = [
    ("departments", "38\tIsère\t1300000\t44600\t4700\t45900\t6400\n"),
    ("main", "=38\t45250\t5600\n185\tGrenoble\t000 100\t156389\t-62\t120\n1\tSaint-Martin-le-Haut\t380\t900\t2\t3\n"),
    ("s-g", "pn-38185-x\tCommissariat de police de Grenoble\tGRENOBLE\t38185\t4518800\t572400\n"),
];

/// Spelled as it is, begun, with errors, by a word, with more around it, by codes, and asked for.
const TYPED: [&str; 8] =
    ["g", "grenob", "garnoble", "martin haut", "grenoble gare", "38100", "le 38", "commissariat grenoble"];

/// Looks for all of it; returns how much was found.
pub fn rehearse() -> usize {
    let mut places = PlaceIndex::new();
    for (piece, text) in PIECES {
        places.add(piece, text);
    }
    let found = |typed: &str| {
        let question = Question::read(typed);
        let _ = places.needed(&question);
        places.search(&question, 2).len()
    };
    TYPED.into_iter().map(found).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_every_question_answered() {
        let mut places = PlaceIndex::new();
        for (piece, text) in PIECES {
            assert_eq!(places.add(piece, text), 0, "{piece}");
        }
        for typed in TYPED {
            assert_ne!(places.search(&Question::read(typed), 2), [], "{typed}");
        }
        assert!(rehearse() >= TYPED.len());
    }
}
