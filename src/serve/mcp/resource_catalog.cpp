#include "serve/mcp/resource_catalog.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "catalog/drift_record.hpp"
#include "serve/mcp/resource_texts.hpp"
#include "serve/mcp/tool_door.hpp"
#include "serve/operations/views.hpp"
#include "store/drifts.hpp"
#include "store/store.hpp"

#include <boost/describe.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace parlance::serve::mcp {

namespace {

using catalog::ChangeKind;
using catalog::SchemaChange;

constexpr int records_max = 10;
constexpr std::size_t changes_told_max = 50;

struct Change {
    Instant at;
    std::vector<SchemaChange> changes;
    std::int64_t changes_in_all = 0;
    std::optional<std::vector<catalog::Broken>> broken;  ///< told to administrators
};
BOOST_DESCRIBE_STRUCT(Change, (), (at, changes, changes_in_all, broken))

struct Changes {
    std::vector<Change> items;
};
BOOST_DESCRIBE_STRUCT(Changes, (), (items))

/// Keys and former names may be of what is hidden from somebody.
bool speaks_of_others(ChangeKind kind) {
    using enum ChangeKind;
    return kind == table_removed || kind == column_removed || kind == primary_key_changed ||
           kind == foreign_key_added || kind == foreign_key_removed;
}

bool is_seen(const SchemaChange& change, const Schema& schema) {
    const Table* table = schema.table(change.schema, change.table);
    if (table == nullptr || speaks_of_others(change.kind)) return false;
    return !change.column || table->column(*change.column) != nullptr;
}

/// Leaves what somebody may know who sees this schema.
void keep_seen(Change& made, const Schema& schema) {
    std::erase_if(made.changes, [&](const SchemaChange& each) { return !is_seen(each, schema); });
    for (SchemaChange& each : made.changes)
        each.before.reset();
    made.changes_in_all = static_cast<std::int64_t>(made.changes.size());
    made.broken.reset();
}

Change change_of(const store::StoredDrift& stored) {
    auto record = json::read<catalog::DriftRecord>(stored.content);
    return {
        stored.created_at,
        std::move(record.changes),
        record.changes_in_all,
        std::move(record.broken)
    };
}

/// A turn as a call of an operation.
struct AsCall {
    explicit AsCall(const Turn& turn) : door(turn), call(door) {
        call.principal = turn.who;
        call.request_id = turn.request_id;
        call.stop = turn.stop;
    }

    ToolDoor door;
    Call call;
};

}  // namespace

Task<std::string> joins_text(Server& server, const Turn& turn, const Address& address) {
    AsCall as(turn);
    const auto atlas = co_await atlas_of(server.services(), as.call, address.source);
    co_return joins_of(atlas->relations());
}

Task<std::string> profile_text(Server& server, const Turn& turn, const Address& address) {
    AsCall as(turn);
    Call& call = as.call;
    const catalog::View view = co_await view_of(server.services(), call, address.source);
    const Table* table = view.schema->table(address.first, address.second);
    if (table == nullptr)
        throw Error(
            Failure::not_found, "table_not_found", "There is no such table in this source."
        );
    co_return json::to_text(
        co_await profile_of(server.services(), call, view.connection_id, view, *table)
    );
}

Task<std::string> changes_text(Server& server, const Turn& turn, const catalog::View& view) {
    Changes told;
    const Services& with = server.services();
    if (with.local) co_return json::to_text(told);
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{records_max, ""};
        return store::drifts(reader, *with.ledger, *turn.who, view.connection_id, page);
    };
    const bool all = turn.who->may(Permission::admin);
    for (const store::StoredDrift& each : (co_await with.store->read(work)).items) {
        Change made = change_of(each);
        if (!all) keep_seen(made, *view.schema);
        if (made.changes.empty()) continue;
        made.changes.resize(std::min(made.changes.size(), changes_told_max));
        told.items.push_back(std::move(made));
    }
    co_return json::to_text(told);
}

}  // namespace parlance::serve::mcp
