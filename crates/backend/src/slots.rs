//! The call about times at a station.

use crate::clock;
use crate::failure::Failure;
use crate::routes::App;
use crate::store::intents::KEPT;
use crate::store::slots::Span;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use guichet_core::domain::date::{Date, unix_of_rfc3339};
use guichet_core::domain::station::StationId;
use guichet_core::wire::problem::ProblemType;
use guichet_core::wire::slot::{DEFAULT_DAYS, FreeSlots, MAX_DAYS};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct Asked {
    from: Option<String>,
    days: Option<String>,
    before: Option<String>,
}

/// `GET /api/v1/stations/{id}/slots?from=&days=&before=`.
pub async fn free(
    State(app): State<Arc<App>>,
    Path(station): Path<String>,
    uri: Uri,
) -> Result<Json<FreeSlots>, Failure> {
    let malformed = |detail: String| Failure::new(ProblemType::Malformed, detail);
    let Some(station) = StationId::parse(&station) else {
        return Err(malformed("The address names no station.".to_owned()));
    };
    let Query(asked): Query<Asked> = Query::try_from_uri(&uri)
        .map_err(|_| malformed("The query is not made of from, days and before.".to_owned()))?;
    let now = clock::now();
    let from_day = match asked.from.as_deref() {
        None => None,
        Some(day) => {
            let (day, epoch) = (iso_day(day), Date::new(1970, 1, 1));
            let (Some(day), Some(epoch)) = (day, epoch) else {
                return Err(malformed("from must be a day like 2026-12-01.".to_owned()));
            };
            Some(epoch.days_until(day))
        }
    };
    let days = match asked.days.as_deref().map(str::parse) {
        None => DEFAULT_DAYS,
        Some(Ok(days)) if (1..=MAX_DAYS).contains(&days) => days,
        Some(_) => return Err(malformed(format!("days must be a number from 1 to {MAX_DAYS}."))),
    };
    let before = match asked.before.as_deref() {
        None => now + KEPT,
        Some(text) => unix_of_rfc3339(text)
            .ok_or_else(|| malformed("before must be a time like 2026-12-23T20:15:00Z.".to_owned()))?,
    };
    Ok(Json(app.store.free(station.as_str(), Span { from_day, days, before }, now).await?))
}

fn iso_day(text: &str) -> Option<Date> {
    Date::parse(text).ok().filter(|date| date.to_string() == text)
}
