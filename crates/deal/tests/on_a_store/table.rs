//! The table of places, acts and people, and its page in the documents.

use deal::table_markdown;

#[test]
#[expect(clippy::disallowed_methods, reason = "a writer of documents says so by a variable")]
fn the_page_in_the_documents_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/DEALS.md");
    if std::env::var_os("JISHI_WRITE_DOCS").is_some() {
        std::fs::write(path, table_markdown()).expect("the page is written");
    }
    let page = std::fs::read_to_string(path).expect("docs/DEALS.md");
    assert!(page == table_markdown(), "JISHI_WRITE_DOCS=1 cargo test -p deal table writes it anew");
}
