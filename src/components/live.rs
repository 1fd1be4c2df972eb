//! The few shapes that everything drawn is made of.
//!
//! Each closure in a view is a type of its own, and the framework's code is compiled once for every type. Behind these
//! pointers it is compiled once: a third of the app's size was gained by that.

use std::sync::{Arc, Mutex};

use leptos::{ev::MouseEvent, prelude::*};

/// Something that is computed again whenever a signal that it reads changes.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// Makes something live.
pub fn live<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Arc::new(compute)
}

/// A part of the page that is drawn again when what it reads changes.
pub fn part(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    live_part(Arc::new(Mutex::new(draw)))
}

fn live_part(draw: Arc<Mutex<dyn FnMut() -> AnyView + Send>>) -> AnyView {
    IntoAny::into_any(draw)
}

/// Text that changes.
pub fn text(compute: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    live_text(Arc::new(compute))
}

fn live_text(compute: Live<String>) -> AnyView {
    IntoAny::into_any(compute)
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// An answer to a press.
pub type Press = Box<dyn FnMut(MouseEvent)>;

/// Makes an answer to a press.
pub fn press(act: impl Fn() + 'static) -> Press {
    Box::new(move |_| act())
}

/// A button. `label` says more than the text where several buttons say the same.
pub fn button(class: &'static str, text: String, label: Option<String>, act: impl Fn() + 'static) -> AnyView {
    draw_button(class, text, label, press(act))
}

fn draw_button(class: &'static str, text: String, label: Option<String>, act: Press) -> AnyView {
    view! { <button class=class type="button" aria-label=label on:click=act>{text}</button> }.into_any()
}

/// A link. `label` says more than the text where several links say the same.
pub fn link(class: &'static str, href: String, text: String, label: Option<String>) -> AnyView {
    // Inside another site's page links open in a new tab; a call is no page.
    let target = ["tel:", "sms:"].iter().any(|scheme| href.starts_with(scheme)).then_some("_self");
    view! { <a class=class href=href target=target aria-label=label>{text}</a> }.into_any()
}

/// A paragraph.
pub fn paragraph(class: &'static str, text: impl Into<String>) -> AnyView {
    draw_paragraph(class, text.into())
}

fn draw_paragraph(class: &'static str, text: String) -> AnyView {
    view! { <p class=class>{text}</p> }.into_any()
}

/// A box with a title of its own: a notice, a panel.
pub fn panel(class: &'static str, title: Option<&'static str>, body: Vec<AnyView>) -> AnyView {
    let title = title.map_or_else(nothing, |title| view! { <h2 class="notice-title">{title}</h2> }.into_any());
    view! { <section class=class>{title}{body}</section> }.into_any()
}

/// The row of buttons that ends a screen.
pub fn actions(buttons: Vec<AnyView>) -> AnyView {
    view! { <div class="actions">{buttons}</div> }.into_any()
}

/// A heading inside the page.
pub fn subheading(text: &'static str) -> AnyView {
    view! { <h2>{text}</h2> }.into_any()
}
