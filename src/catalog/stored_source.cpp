#include "catalog/stored_source.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "catalog/settings.hpp"
#include "catalog/table_pick.hpp"
#include "store/catalogs.hpp"
#include "store/connections.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <utility>

namespace parlance::catalog {

namespace {

/// How deep a stored schema nests; far below what could hurt.
constexpr std::size_t schema_depth = 32;

template <class Enum>
Enum named(const std::string& name) {
    Enum value{};
    if (!boost::describe::enum_from_string(name.c_str(), value))
        throw std::logic_error("the store holds an unknown " + name);
    return value;
}

connectors::Connection in_our_words(const store::Connection& stored, const Principal& who) {
    connectors::Connection made;
    made.id = stored.id;
    made.tenant_id = who.tenant_id;
    made.kind = named<connectors::Kind>(stored.kind);
    made.path = stored.path;
    made.trusted_file = stored.trusted_file;
    made.host = stored.host;
    made.port = stored.port;
    made.database = stored.database;
    made.user = stored.user;
    made.tls = named<connectors::TlsMode>(stored.tls);
    made.ca_certificate = stored.ca_certificate;
    return made;
}

}  // namespace

store::StoredCatalog stored_form(const Schema& schema) {
    store::StoredCatalog kept;
    kept.json = json::to_text(schema);
    kept.tables = static_cast<std::int64_t>(schema.tables.size());
    for (const Table& table : schema.tables)
        kept.columns += static_cast<std::int64_t>(table.columns.size());
    kept.refreshed_at = system_now();
    return kept;
}

Task<connectors::Connection> stored_connection(
    store::Store& store,
    store::Vault& vault,
    Principal who,
    std::string connection_id
) {
    const auto work =
        [&vault, who = std::move(who), id = std::move(connection_id)](store::Reader& reader) {
            const store::Connection stored = store::connection(reader, who, id);
            connectors::Connection made = in_our_words(stored, who);
            if (stored.has_password)
                made.password = store::connection_password(reader, vault, who, id).reveal();
            return made;
        };
    co_return co_await store.read(work);
}

Task<std::string> stored_default(store::Store& store, Principal who) {
    const auto work = [who = std::move(who)](store::Reader& reader) {
        return store::default_connection(reader, who);
    };
    const auto found = co_await store.read(work);
    if (!found) {
        throw Error(
            Failure::not_found,
            "no_connection",
            "No source is connected yet. Upload a file or connect a database first."
        );
    }
    co_return found->id;
}

Task<std::optional<KnownSchema>>
stored_schema(store::Store& store, Principal who, std::string connection_id) {
    const auto work = [who = std::move(who), id = std::move(connection_id)](store::Reader& reader) {
        std::optional<KnownSchema> known;
        const auto kept = store::catalog(reader, who, id);
        if (kept) {
            auto schema = json::read<Schema>(json::parse(kept->json, {}, schema_depth));
            known =
                KnownSchema{std::make_shared<const Schema>(std::move(schema)), kept->refreshed_at};
        }
        return known;
    };
    co_return co_await store.read(work);
}

Task<std::shared_ptr<const Schema>>
look(store::Store& store, Principal who, std::string connection_id, connectors::Source& source) {
    const SourceSettings held = co_await stored_settings(store, who, connection_id, {});
    auto schema =
        std::make_shared<const Schema>(picked(co_await source.introspection().schema(), held));
    const auto work = [who = std::move(who), id = std::move(connection_id), schema](
                          store::Writer& writer
                      ) { store::keep_catalog(writer, who, id, stored_form(*schema)); };
    co_await store.write(work);
    co_return schema;
}

}  // namespace parlance::catalog
