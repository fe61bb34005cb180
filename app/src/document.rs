//! The OpenAPI document, made from the code.

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, ResponseBuilder,
    Schema,
};

/// Answers that any call may give, with what they mean.
const PROBLEMS: &[(&str, &str)] = &[
    ("400", "The request cannot be read."),
    ("401", "Sign in first."),
    ("403", "Not yours to do."),
    ("404", "It does not exist, or is not open to you."),
    ("405", "Not by this method."),
    ("409", "The idempotency key was used with another body."),
    ("412", "It changed since it was read."),
    ("413", "Too large."),
    ("415", "The body is of a wrong kind."),
    ("422", "The business says no; the document says why and what to do."),
    ("428", "Say which version is edited."),
    ("429", "Too many requests."),
    ("503", "Busy: send the same request again."),
];

/// The document's head; the routes are added to it.
pub(crate) fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("jishi")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The market's API. Every changing call takes an Idempotency-Key and does its work \
             once; draw the key at random, such as a UUID. `?preview=true` shows what it would \
             do. Failures are RFC 9457 problem documents.",
        ))
        .build();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = ComponentsBuilder::new()
        .security_scheme("bearer", bearer)
        .schema_from::<web::ProblemDocument>()
        .schema_from::<web::ProblemError>()
        .build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

/// Adds to every operation the problems that any call may give.
pub(crate) fn finish(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        let add = if path.starts_with("/api/") { add_problems } else { add_pages };
        let operations =
            [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        operations.into_iter().flatten().for_each(add);
    }
    document
}

fn add_problems(operation: &mut Operation) {
    let schema = RefOr::Ref(Ref::from_schema_name("ProblemDocument"));
    add(operation, "application/problem+json", &Content::new(Some(schema)));
}

/// Outside the API a problem is a page.
fn add_pages(operation: &mut Operation) {
    add(operation, "text/html", &Content::new(None::<RefOr<Schema>>));
}

fn add(operation: &mut Operation, kind: &str, content: &Content) {
    for (status, meaning) in PROBLEMS {
        let response =
            ResponseBuilder::new().description(*meaning).content(kind, content.clone()).build();
        let responses = &mut operation.responses.responses;
        responses.entry((*status).to_owned()).or_insert_with(|| RefOr::T(response));
    }
}
