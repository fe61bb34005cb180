//! The map of the site (sitemaps.org, with the alternates of hreflang) and `robots.txt`.

use super::feed::xml;
use kernel::{Lang, Timestamp};
use web::page::address_in;

/// One page of the site.
pub(crate) struct Entry {
    /// Its path.
    pub(crate) path: String,
    /// When it changed last.
    pub(crate) changed: Option<Timestamp>,
}

impl Entry {
    /// A page that changed at a known time.
    pub(crate) fn of(path: String, changed: Timestamp) -> Self {
        Self { path, changed: Some(changed) }
    }
}

/// Before the entries.
pub(crate) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
    xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
/// After them.
pub(crate) const TAIL: &str = "</urlset>\n";

/// What nobody but its owner has any use for.
const PRIVATE: &[&str] = &[
    "/api/",
    "/deals",
    "/firm/",
    "/goods",
    "/i/",
    "/inquiries",
    "/l/",
    "/letters",
    "/money",
    "/password-reset",
    "/sign-in",
    "/sign-up",
];

/// What search engines may read, and where the map is.
pub(crate) fn robots(url: &str) -> String {
    let closed: String = PRIVATE.iter().map(|path| format!("Disallow: {path}\n")).collect();
    format!("User-agent: *\n{closed}Disallow: /firm$\nSitemap: {url}/sitemap.xml\n")
}

/// The pages of the map.
pub(crate) fn index(url: &str, names: &[String]) -> String {
    let page =
        |name: &String| format!("<sitemap><loc>{}/sitemaps/{name}</loc></sitemap>\n", xml(url));
    let pages: String = names.iter().map(page).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{pages}\
         </sitemapindex>\n"
    )
}

/// Each page once in every language, and each time with all its languages.
pub(crate) fn entries(url: &str, entries: &[Entry]) -> String {
    let mut text = String::with_capacity(entries.len() * 1_000);
    for entry in entries {
        let at = |lang| xml(&format!("{url}{}", address_in(&entry.path, lang)));
        let link = |lang: &str, at: &str| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{at}\"/>")
        };
        let mut links: String = Lang::ALL.iter().map(|lang| link(lang.tag(), &at(*lang))).collect();
        links += &link("x-default", &xml(&format!("{url}{}", entry.path)));
        let changed = entry.changed.map(|at| format!("<lastmod>{at}</lastmod>"));
        let changed = changed.unwrap_or_default();
        for lang in Lang::ALL {
            text += &format!("<url><loc>{}</loc>{changed}{links}</url>\n", at(lang));
        }
    }
    text
}
