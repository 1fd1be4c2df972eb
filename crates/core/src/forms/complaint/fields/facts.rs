//! What happened, and where.

use super::{
    CountryFields, YES_OR_NO,
    country::{self, country_fields},
    line, ticked, yes_or_no,
};
use crate::{
    domain::{choice::Town, prose},
    form::field::{Control, Field, Spec},
    text::Word,
};

/// What happened, in words.
pub static DESCRIPTION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::DescriptionHint),
        ..Spec::new("description", Control::Lines { max: 1500 }, Word::DescriptionLabel, Word::DescriptionMissing)
    },
    parse: |typed, _| prose::lines(typed, 30, 1500),
};

/// Was there violence?
pub static VIOLENCE: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::ViolenceHint),
        ..Spec::new("violence", YES_OR_NO, Word::ViolenceLabel, Word::ViolenceMissing)
    },
    parse: yes_or_no,
};

/// What violence, and which injuries.
pub static VIOLENCE_TEXT: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::ViolenceTextHint),
        ..Spec::new("violence_text", Control::Lines { max: 250 }, Word::ViolenceTextLabel, Word::ViolenceTextMissing)
    },
    parse: |typed, _| prose::lines(typed, 1, 250),
};

/// Did it happen in France?
pub static FACTS_COUNTRY: CountryFields =
    country_fields("facts_in_france", "facts_country", Word::FactsCountryLabel, country::IN_FRANCE);

const fn facts_municipality(on_map: bool) -> Field<Town> {
    Field {
        spec: Spec {
            hint: Some(Word::TownHint),
            ..Spec::new(
                "facts_municipality",
                Control::Municipality { on_map },
                Word::FactsMunicipalityLabel,
                Word::MunicipalityMissing,
            )
        },
        parse: |answer, _| Town::parse(answer),
    }
}

/// Commune of the facts.
pub static FACTS_MUNICIPALITY: Field<Town> = facts_municipality(false);
/// The same, where somebody may know the place and not its name.
pub static FACTS_MUNICIPALITY_ON_MAP: Field<Town> = facts_municipality(true);

/// Town of the facts, abroad.
pub static FACTS_TOWN: Field<Town> = Field {
    spec: Spec::new("facts_town", line(Town::MAX), Word::TownLabel, Word::TownMissing),
    parse: |typed, _| Town::named(typed),
};

/// Street, building or line of the facts.
pub static FACTS_ADDRESS: Field<String> = Field {
    spec: Spec::optional("facts_address", line(200), Word::FactsAddressLabel, Some(Word::FactsAddressHint)),
    parse: one_line!(200),
};

/// What else helps to find the place.
pub static FACTS_INFO: Field<String> = Field {
    spec: Spec::optional("facts_info", Control::Lines { max: 250 }, Word::FactsInfoLabel, Some(Word::FactsInfoHint)),
    parse: |typed, _| prose::lines(typed, 1, 250),
};

/// Did it happen where whoever declares lives?
pub static AT_HOME: Field<bool> =
    Field { spec: Spec::new("at_home", YES_OR_NO, Word::AtHomeLabel, Word::AtHomeMissing), parse: yes_or_no };

/// Did it happen on the way somewhere? Asked where people are on their way.
pub static ON_THE_WAY: Field<()> =
    Field { spec: Spec::optional("on_the_way", Control::Tick, Word::OnTheWayLabel, None), parse: ticked };

/// Where the way began.
pub static ROUTE_FROM: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::RouteStopHint),
        ..Spec::new("route_from", line(100), Word::RouteFromLabel, Word::RouteFromMissing)
    },
    parse: one_line!(100),
};

/// Where it led.
pub static ROUTE_TO: Field<String> =
    Field { spec: Spec::new("route_to", line(100), Word::RouteToLabel, Word::RouteToMissing), parse: one_line!(100) };

/// The way between them.
pub static ROUTE_WAY: Field<String> = Field {
    spec: Spec::optional("route_way", Control::Lines { max: 250 }, Word::RouteWayLabel, Some(Word::RouteWayHint)),
    parse: |typed, _| prose::lines(typed, 1, 250),
};

/// Who called: a number, or that it was hidden.
pub static CALLER: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::CallerHint),
        ..Spec::new("caller", line(40), Word::CallerLabel, Word::CallerMissing)
    },
    parse: one_line!(40),
};

/// The site or the app.
pub static WEBSITE: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::WebsiteHint),
        ..Spec::new("website", line(200), Word::WebsiteLabel, Word::WebsiteMissing)
    },
    parse: one_line!(200),
};
