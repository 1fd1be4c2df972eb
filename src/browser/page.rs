//! The page itself: its title, focus, language and printing; being hidden, shown again and back online.

use std::cell::RefCell;

use js_sys::Function;
use leptos::prelude::StoredValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    AddEventListenerOptions, Document, Element, Event, EventTarget, FocusOptions, HtmlAnchorElement, HtmlElement,
    MouseEvent, VisibilityState,
};

use super::{IN_BROWSER, global, member, window};

/// Something that is listened to until this is dropped.
#[derive(Debug)]
#[must_use = "dropped, it hears nothing"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub(super) fn new(target: EventTarget, name: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        let function = closure.as_ref().unchecked_ref();
        // A target that takes no listener leaves us without that event, which nothing relies on alone.
        let _ = target.add_event_listener_with_callback(name, function);
        Self { target, name, closure }
    }

    /// Listens until the reactive owner (a component, an effect) is cleaned up.
    pub fn until_cleanup(self) {
        StoredValue::new_local(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.name, function);
    }
}

fn document() -> Option<Document> {
    window()?.document()
}

thread_local! {
    /// The static page's content, until the app takes its place.
    static AHEAD: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// Where the app is drawn: outside the page at first.
    static PLACE: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// The place of the app, beside the static page, which can be read and typed into until [`take_over`]; none where the page
/// is not ours.
pub fn prepare_place() -> Option<HtmlElement> {
    let ahead = document()?.get_element_by_id("app")?.dyn_into::<HtmlElement>().ok()?;
    let place = ahead.clone_node().ok()?.dyn_into::<HtmlElement>().ok()?;
    AHEAD.set(Some(ahead));
    // What looks at a page from outside, as a test does, can tell the app from the page before it.
    let _ = place.set_attribute("data-app", "");
    PLACE.set(Some(place.clone()));
    Some(place)
}

/// Puts what the app has drawn in the place of the static page, with what was typed and pressed there meanwhile. Nothing
/// happens where it has been done.
pub fn take_over() {
    let (Some(ahead), Some(place)) = (AHEAD.take(), PLACE.with_borrow(Clone::clone)) else { return };
    let hand_over = member(&member(&global(), "guichet"), "takeOver").dyn_into::<Function>();
    if hand_over.is_ok_and(|hand_over| hand_over.call2(&JsValue::UNDEFINED, &ahead, &place).is_ok()) {
        return;
    }
    // Without the script's help what was typed is lost, and the page is there.
    let _ = ahead.replace_with_with_node_1(&place);
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language and the direction (`ltr`, `rtl`) of the document.
pub fn set_language(language: &str, direction: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", language);
        let _ = root.set_attribute("dir", direction);
    }
}

/// Moves the focus to the element of that id, and scrolls what names it into view: the legend of its group, its label, or
/// itself. False where there is no such element.
pub fn focus(id: &str) -> bool {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return false };
    naming(&element, id).unwrap_or_else(|| element.clone()).scroll_into_view();
    focus_in_place(&element)
}

/// Moves the focus to the heading of a new page, which begins at its top: the way back and where one is stay in sight.
pub fn focus_at_top(id: &str) -> bool {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return false };
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus_in_place(&element)
}

fn focus_in_place(element: &Element) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.dyn_ref::<HtmlElement>().is_some_and(|element| element.focus_with_options(&options).is_ok())
}

/// What a person reads first about a control.
fn naming(element: &Element, id: &str) -> Option<Element> {
    if !matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA") {
        return None;
    }
    let grouped = matches!(element.get_attribute("type").as_deref(), Some("radio" | "checkbox"));
    let legend = || element.closest("fieldset").ok().flatten()?.query_selector("legend").ok().flatten();
    // The id is one of ours: letters, digits and hyphens; anything else finds nothing.
    let label = || document()?.query_selector(&format!("label[for=\"{id}\"]")).ok().flatten();
    if grouped { legend().or_else(label) } else { label() }
}

/// Opens the browser's printing for one of the papers on the page, which the style sheet knows by this name; the next printing
/// is of the whole page again.
pub fn print_paper(paper: &'static str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = root.set_attribute("data-paper", paper);
    let after = Closure::once_into_js(move || {
        let _ = root.remove_attribute("data-paper");
    });
    if let Some(window) = window() {
        let options = AddEventListenerOptions::new();
        options.set_once(true);
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
            "afterprint",
            after.unchecked_ref(),
            &options,
        );
    }
    print();
}

/// Opens the browser's printing.
pub fn print() {
    if let Some(window) = window() {
        // Sandboxed frames may not; then nothing happens, and the page can still be noted down.
        let _ = window.print();
    }
}

/// The path of the address, without query and fragment.
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The path of the address with its query, without fragment.
pub fn address() -> String {
    let location = || window().map(|window| window.location());
    let search = location().and_then(|location| location.search().ok()).unwrap_or_default();
    format!("{}{search}", path())
}

/// Adds an address of ours to the history, without loading anything.
pub fn push_address(path: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // Refused only where a page has pushed hundreds within seconds: then Back goes farther.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// The origin of the address: `https://guichet.example`. In a sandboxed frame `null`.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The languages that the browser asks for, best first, as it writes them: `fr-FR`.
pub fn languages() -> Vec<String> {
    if !IN_BROWSER {
        return Vec::new();
    }
    let navigator = member(&global(), "navigator");
    let listed = member(&navigator, "languages");
    let listed: Vec<String> = match listed.dyn_ref::<js_sys::Array>() {
        Some(listed) => listed.iter().filter_map(|language| language.as_string()).collect(),
        None => Vec::new(),
    };
    if listed.is_empty() { member(&navigator, "language").as_string().into_iter().collect() } else { listed }
}

/// True while the page can be seen.
pub fn is_visible() -> bool {
    document().is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Calls back whenever the page may be about to end: hidden, or left. What must be kept is to be begun at once.
#[must_use = "dropped, it hears nothing"]
pub fn on_hide(heard: impl Fn() + Clone + 'static) -> Vec<Listener> {
    let hidden = heard.clone();
    let mut listeners = Vec::new();
    if let Some(document) = document() {
        listeners.push(Listener::new(document.into(), "visibilitychange", move |_| {
            if !is_visible() {
                hidden();
            }
        }));
    }
    if let Some(window) = window() {
        listeners.push(Listener::new(window.into(), "pagehide", move |_| heard()));
    }
    listeners
}

/// Calls back when there may be a connection again: the browser says so, or the page is looked at again.
#[must_use = "dropped, it hears nothing"]
pub fn on_return(heard: impl Fn() + Clone + 'static) -> Vec<Listener> {
    let seen = heard.clone();
    let mut listeners = Vec::new();
    if let Some(document) = document() {
        listeners.push(Listener::new(document.into(), "visibilitychange", move |_| {
            if is_visible() {
                seen();
            }
        }));
    }
    if let Some(window) = window() {
        listeners.push(Listener::new(window.into(), "online", move |_| heard()));
    }
    listeners
}

/// Calls back with the path and query of each of the app's own links that is pressed and `near`, in place of loading it.
/// One that is not near opens in a new tab. Presses that ask for a new tab or window, and links to anything else, are left to
/// the browser; the second press of a double one is taken and does nothing.
pub fn on_link(near: impl Fn(&str) -> bool + 'static, heard: impl Fn(&str) + 'static) -> Option<Listener> {
    // In the whole document: what stood there before the app may be in sight a little longer than the app needs to start.
    Some(Listener::new(document()?.into(), "click", move |event| {
        let Some(press) = event.dyn_ref::<MouseEvent>() else { return };
        let Some((link, path)) = own_link(press) else { return };
        if !near(&path) {
            // The browser opens it, and nobody else takes it: neither has it a way back to this page.
            link.set_target("_blank");
            link.set_rel("noopener");
            return;
        }
        event.prevent_default();
        // The second press of a double one was meant for what stood here before the first.
        if press.detail() <= 1 {
            heard(&path);
        }
    }))
}

fn own_link(event: &MouseEvent) -> Option<(HtmlAnchorElement, String)> {
    let modified = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let pressed = event.target()?.dyn_into::<Element>().ok()?;
    let link = pressed.closest("a[href]").ok().flatten()?.dyn_into::<HtmlAnchorElement>().ok()?;
    let own = link.origin() == window()?.location().origin().ok()? && link.hash().is_empty();
    // What is to be saved is the browser's to fetch.
    let shown = link.target().is_empty() && !link.has_attribute("download");
    let path = format!("{}{}", link.pathname(), link.search());
    (own && shown).then_some((link, path))
}

/// Calls back with the address that one has come back to where the browser does not show it: in a frame that may not write
/// addresses, each entry of the history remembers its own.
pub fn on_unwritten(heard: impl Fn(&str) + 'static) -> Option<Listener> {
    Some(Listener::new(window()?.into(), "popstate", move |event| {
        if let Some(path) = member(&member(&event, "state"), "at").as_string() {
            heard(&path);
        }
    }))
}

/// Calls back at every sign of somebody being there: a key, a press, a wheel. A scroll is none: the page itself scrolls to show what it
/// asks whether somebody is there.
pub fn on_activity(heard: impl Fn() + Clone + 'static) -> Vec<Listener> {
    let Some(window) = window() else { return Vec::new() };
    ["keydown", "pointerdown", "wheel"]
        .into_iter()
        .map(|name| {
            let heard = heard.clone();
            Listener::new(window.clone().into(), name, move |_| heard())
        })
        .collect()
}

/// Calls back when the page is left, perhaps to be kept as it is for the way back.
#[must_use = "dropped, it hears nothing"]
pub fn on_leave(heard: impl Fn() + 'static) -> Option<Listener> {
    Some(Listener::new(window()?.into(), "pagehide", move |_| heard()))
}

/// Has the page drawn in those colours; `None` as the device has it.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Sets these custom properties of the look, each with its value, and the attribute that has them used; none takes both away.
pub fn set_tokens(attribute: &str, tokens: Option<&[(&'static str, String)]>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match tokens {
        Some(_) => root.set_attribute(attribute, ""),
        None => root.remove_attribute(attribute),
    };
    let style = member(&root, "style");
    if let Ok(set) = member(&style, "setProperty").dyn_into::<Function>() {
        for (name, value) in tokens.unwrap_or_default() {
            let _ = set.call2(&style, &JsValue::from_str(name), &JsValue::from_str(value));
        }
    }
}

/// What the browser calls itself.
pub fn user_agent() -> String {
    if !IN_BROWSER {
        return String::new();
    }
    member(&member(&global(), "navigator"), "userAgent").as_string().unwrap_or_default()
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // Refused only in a page that is gone.
        let _ = window.location().reload();
    }
}

/// Calls back when the page comes out of the back/forward cache, as it was when it was left.
pub fn on_revival(heard: impl Fn() + 'static) -> Option<Listener> {
    let window = window()?;
    Some(Listener::new(window.into(), "pageshow", move |event| {
        if member(&event, "persisted") == JsValue::TRUE {
            heard();
        }
    }))
}
