//! From meanings to services: points where meanings come together.

use super::concepts::{Concepts, Names};
use crate::{domain::best::best, orientation::service::Service};

/// The rules, and the meanings that the other passes ask for by name.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    points: Vec<Rule>,
    also: Vec<(Service, Vec<Service>)>,
    /// Words of denial.
    pub not: Concepts,
    /// Meanings that a denial takes away.
    pub deniable: Concepts,
    /// Meanings that somebody does: their tense matters.
    pub action: Concepts,
    /// Meanings that can do something.
    pub person: Concepts,
    /// Added where an action goes on.
    pub active: Concepts,
    /// Added where an action is over.
    pub done: Concepts,
    /// Words for a time that is over.
    pub past: Concepts,
    /// Added where the person who types says that they are under eighteen.
    pub minor: Concepts,
    /// Added where an age under eighteen is somebody else's.
    pub child: Concepts,
}

/// A service with less than this part of the best one's points is not offered on its own account.
const WEAK: i32 = 20;

#[derive(Debug, Clone)]
struct Rule {
    service: Service,
    points: i32,
    all: Concepts,
    none: Concepts,
}

impl Rules {
    /// Reads rules, one a line: `service points concept -concept`; `deniable concept …`, `action concept …`, and
    /// `also service service …` for what is shown after a service.
    pub fn read(text: &str, names: &mut Names) -> Self {
        let mut rules = Self {
            not: names.bit("not"),
            person: names.bit("person"),
            active: names.bit("active"),
            done: names.bit("done"),
            past: names.bit("past"),
            minor: names.bit("minor"),
            child: names.bit("child"),
            ..Self::default()
        };
        for line in text.lines().filter(|line| !line.starts_with("//")) {
            let mut words = line.split_ascii_whitespace();
            let Some(first) = words.next() else { continue };
            match (first, Service::from_code(first)) {
                ("deniable", _) => rules.deniable |= words.fold(Concepts::NONE, |all, name| all | names.bit(name)),
                ("action", _) => rules.action |= words.fold(Concepts::NONE, |all, name| all | names.bit(name)),
                ("also", _) => {
                    let services: Vec<Service> = words.filter_map(Service::from_code).collect();
                    rules.also.extend(services.split_first().map(|(first, rest)| (*first, rest.to_vec())));
                }
                (_, Some(service)) => {
                    let points = words.next().and_then(|points| points.parse().ok()).unwrap_or(0);
                    let mut rule = Rule { service, points, all: Concepts::NONE, none: Concepts::NONE };
                    for word in words {
                        match word.strip_prefix('-') {
                            Some(name) => rule.none |= names.bit(name),
                            None => rule.all |= names.bit(word),
                        }
                    }
                    rules.points.push(rule);
                }
                (_, None) => {}
            }
        }
        rules
    }

    /// The best services for some meanings.
    pub fn best(&self, concepts: Concepts, count: usize) -> Vec<Service> {
        let scored: Vec<(i32, Service)> = Service::ALL
            .into_iter()
            .map(|service| (-self.points(service, concepts), service))
            .filter(|(points, _)| *points < 0)
            .collect();
        // Next to something clear a weak sign is noise.
        let least = scored.iter().map(|(points, _)| *points).min().unwrap_or(0) / WEAK;
        let scored = scored.into_iter().filter(|(points, _)| *points <= least).collect();
        let mut found: Vec<Service> = best(scored, count, Ord::cmp).into_iter().map(|(_, service)| service).collect();
        if let Some((_, others)) =
            found.first().and_then(|first| self.also.iter().find(|(service, _)| service == first))
        {
            for other in others {
                if found.len() < count && !found.contains(other) {
                    found.push(*other);
                }
            }
        }
        found
    }

    /// The points of a service.
    pub fn points(&self, service: Service, concepts: Concepts) -> i32 {
        self.points
            .iter()
            .filter(|rule| rule.service == service && concepts.holds(rule.all) && !concepts.meets(rule.none))
            .map(|rule| rule.points)
            .sum()
    }
}
