#include "catalog/local.hpp"

#include "base/error.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

namespace parlance::catalog {

namespace {

using connectors::Connection;
using connectors::Kind;
using connectors::TlsMode;

Error not_a_source() {
    return {
        Failure::invalid,
        "source_not_recognised",
        "Name the source as sqlite:PATH, postgresql://user@host/database, or a CSV, TSV, JSON or "
        "Parquet file.",
    };
}

Connection file(Kind kind, std::string_view path) {
    std::error_code failed;
    const auto full = std::filesystem::canonical(std::filesystem::path(path), failed);
    if (failed || !std::filesystem::is_regular_file(full)) {
        throw Error(
            Failure::not_found, "file_not_found", "There is no file " + std::string(path) + "."
        );
    }
    Connection made;
    made.kind = kind;
    made.path = full.string();
    made.folder = full.parent_path().string();
    made.trusted_file = kind == Kind::duckdb;
    return made;
}

TlsMode tls_named(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, TlsMode>, 5> modes{{
        {"disable", TlsMode::disable},
        {"prefer", TlsMode::prefer},
        {"require", TlsMode::require},
        {"verify-ca", TlsMode::verify_ca},
        {"verify-full", TlsMode::verify_full},
    }};
    for (const auto& [word, mode] : modes) {
        if (word == name) return mode;
    }
    throw Error(
        Failure::invalid,
        "source_not_recognised",
        "sslmode is disable, prefer, require, verify-ca or verify-full."
    );
}

void read_options(const boost::urls::url_view& url, Connection& into) {
    for (const auto& option : url.params()) {
        if (option.key != "sslmode") {
            throw Error(
                Failure::invalid,
                "source_not_recognised",
                "Of a database URL's options only sslmode is known."
            );
        }
        into.tls = tls_named(option.value);
    }
}

Connection postgres(std::string_view text) {
    const auto url = boost::urls::parse_uri(text);
    if (!url || url->host().empty()) throw not_a_source();
    Connection made;
    made.kind = Kind::postgres;
    made.host = url->host_address();
    if (url->has_port() && url->port_number() != 0) made.port = url->port_number();
    made.user = url->user();
    made.password = url->password();
    for (const auto& segment : url->segments())
        made.database = segment;
    if (made.database.empty()) made.database = made.user;
    read_options(*url, made);
    return made;
}

bool ends_with_any(std::string_view name, std::span<const std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view each) {
        return name.ends_with(each);
    });
}

}  // namespace

Connection connection_named(std::string_view name) {
    static constexpr std::array<std::string_view, 3> sqlite_endings{".sqlite", ".sqlite3", ".db"};
    static constexpr std::array<std::string_view, 1> duckdb_endings{".duckdb"};
    if (name.starts_with("postgresql://") || name.starts_with("postgres://")) return postgres(name);
    if (name.starts_with("sqlite:")) return file(Kind::sqlite, name.substr(7));
    if (name.starts_with("duckdb:")) return file(Kind::duckdb, name.substr(7));
    if (ends_with_any(name, sqlite_endings)) return file(Kind::sqlite, name);
    if (ends_with_any(name, duckdb_endings)) return file(Kind::duckdb, name);
    throw not_a_source();
}

Task<View> open_local(
    Connection connection,
    const connectors::Environment& environment,
    ValueLimits limits,
    std::optional<KnowledgeDocument> knowledge
) {
    View view;
    view.source = connectors::open(connection, environment);
    view.schema = std::make_shared<const Schema>(co_await view.source->introspection().schema());
    auto values = co_await collect_values(*view.source, view.schema, view.policy, limits, {});
    view.pack = engine::SchemaPack::build(*view.schema, values, {});
    if (!knowledge) co_return view;
    require_sound(*knowledge, view);
    const Taught taught = taught_by(std::move(*knowledge), "the file");
    view.pack = engine::SchemaPack::build(
        *view.schema, std::move(values), known_to(taught, *view.schema, view.policy)
    );
    co_return view;
}

Task<TableProfile> local_profile(const View& view, Table table, std::stop_token stop) {
    auto one = std::make_shared<const Schema>(
        Schema{view.schema->dialect, view.schema->default_schema, {table}}
    );
    co_return co_await profile_without_sensitive(
        *view.source, std::move(one), std::move(table), {}, std::move(stop)
    );
}

}  // namespace parlance::catalog
