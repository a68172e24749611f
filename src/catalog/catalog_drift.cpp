#include "base/error.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "base/stopwatch.hpp"
#include "catalog/opened.hpp"
#include "catalog/stored_source.hpp"
#include "store/catalogs.hpp"
#include "store/drifts.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <utility>

/// Looking at a schema again: the part of the catalog that notices what changed.
namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr auto other_look_poll = 20ms;
constexpr std::chrono::seconds error_age{15};

guard::Asker asker_of(const Principal& who) {
    return {who.username, who.role, who.attributes};
}

std::string record_of(Cause cause, std::vector<SchemaChange> changes, std::vector<Broken> broken) {
    DriftRecord record{.cause = cause, .changes = std::move(changes), .broken = std::move(broken)};
    record.changes_in_all = static_cast<std::int64_t>(record.changes.size());
    if (record.changes.size() > changes_max) record.changes.resize(changes_max);
    return json::to_text(record);
}

}  // namespace

std::shared_ptr<connectors::Source>
Catalog::watched_source(const Principal& who, const connectors::Connection& connection) {
    std::shared_ptr<connectors::Source> source = connectors::open(connection, parts_.environment);
    return watched(std::move(source), [this, who, id = connection.id] { start_look(who, id); });
}

/// For a query whose names the database does not know: in the background, the query has failed.
void Catalog::start_look(Principal who, std::string connection_id) {
    if (closing_.stop_requested()) return;
    boost::asio::co_spawn(
        parts_.background,
        [this, who = std::move(who), id = std::move(connection_id)]() -> Task<void> {
            static_cast<void>(co_await refresh_if_older(who, id, error_age));
        },
        [](std::exception_ptr) {}
    );
}

Task<Refreshed> Catalog::refresh(Principal who, std::string connection_id) {
    const Stopwatch watch;
    const Shared before = co_await opened(who, std::move(connection_id));
    const View seen = co_await view_for(who, before);
    const Shared kept = co_await look_again(who, before, Cause::asked);
    const View now = co_await view_for(std::move(who), kept);
    co_return Refreshed{now.schema, drift(*seen.schema, *now.schema), watch.ms()};
}

Task<bool>
Catalog::refresh_if_older(Principal who, std::string connection_id, std::chrono::seconds age) {
    const Shared found = co_await opened(who, connection_id);
    if (system_now() - found->watch->looked_at() < age) co_return false;
    const View seen = co_await view_for(who, found);
    const Shared kept = co_await look_again(who, found, Cause::error);
    const View now = co_await view_for(std::move(who), kept);
    co_return !drift(*seen.schema, *now.schema).empty();
}

/// One at a time. Who asked wants to see what is there now, so that a look that had begun earlier
/// does not do for them; for the others it does.
Task<Catalog::Shared> Catalog::look_again(Principal who, Shared before, Cause cause) {
    Watch& watch = *before->watch;
    while (!watch.begin()) {
        while (watch.looking())
            co_await pause(other_look_poll);
        if (cause != Cause::asked) co_return co_await opened(std::move(who), before->connection_id);
    }
    if (const Shared now = find(who, before->connection_id)) {
        if (now->opening == before->opening) before = now;
    }
    const auto looked = co_await outcome_of(look_anew(std::move(who), before, cause));
    watch.end();
    if (!looked) std::rethrow_exception(looked.error());
    co_return *looked;
}

Task<Catalog::Shared> Catalog::look_anew(Principal who, Shared before, Cause cause) {
    const auto earlier = co_await stored_schema(parts_.store, who, before->connection_id);
    const SourceSettings held = co_await settings(who, before->connection_id);
    auto schema = std::make_shared<const Schema>(
        picked(co_await before->source->introspection().schema(), held)
    );
    const auto was = earlier ? earlier->schema : before->schema;
    const auto compare = [&] { return changes_between(*was, *schema); };
    std::vector<SchemaChange> changes = co_await blocking(parts_.environment.blocking, compare);
    const bool changed = !changes.empty();
    std::string record;
    if (changed) {
        std::vector<Broken> harm = co_await broken(who, before, was, schema);
        record = record_of(cause, std::move(changes), std::move(harm));
    }
    const auto work = [&](store::Writer& writer) {
        const auto stored = store::catalog(writer, who, before->connection_id);
        // Another node may have looked meanwhile, and told.
        const bool first = !stored || !earlier || stored->refreshed_at == earlier->refreshed_at;
        if (changed && first)
            store::add_drift(writer, parts_.ledger, who, before->connection_id, record);
        store::keep_catalog(writer, who, before->connection_id, stored_form(*schema));
    };
    co_await parts_.store.write(work);
    before->watch->looked(system_now());
    if (!changed && cause != Cause::asked && *before->schema == *schema) co_return before;
    const Shared kept = co_await taken_over(std::move(who), before, schema);
    co_return kept;
}

Task<std::vector<PickedTable>> Catalog::all_tables(Principal who, std::string connection_id) {
    const SourceSettings held = co_await settings(who, connection_id);
    const Shared found = co_await opened(std::move(who), std::move(connection_id));
    Schema whole = co_await found->source->introspection().schema();
    co_return tables_of(std::move(whole), held);
}

/// What was known under the old schema is learned anew.
Task<Catalog::Shared>
Catalog::taken_over(Principal who, Shared before, std::shared_ptr<const Schema> schema) {
    Opened after{*before};
    after.schema = schema;
    const auto build = [&] { return engine::SchemaPack::build(*schema, {}, {}); };
    after.pack = co_await blocking(parts_.environment.blocking, build);
    after.refreshed_at = system_now();
    after.values_known = false;
    after.values = std::make_shared<const Values>();
    after.sights = std::make_shared<Sights>();
    after.lessons = std::make_shared<Lessons>();
    after.atlases = std::make_shared<Atlases>();
    after.measured = std::make_shared<Measured>();
    const auto kept = std::make_shared<const Opened>(std::move(after));
    const SharedPolicy policy = co_await policy_of(who, kept);
    // What people bring themselves is theirs to see: only masks keep something back.
    if (kept->uploaded && policy && !policy->reviewed)
        co_await put_suggestion(who, kept, policy->version);
    replace(who, kept);
    start_learning(who, kept);
    if (!drift(*before->schema, *schema).empty())
        events_.tell({who.tenant_id, kept->connection_id, before->schema, schema});
    co_return kept;
}

Task<std::vector<Broken>> Catalog::broken(
    Principal who,
    Shared from,
    std::shared_ptr<const Schema> before,
    std::shared_ptr<const Schema> after
) {
    Leaning leaning;
    leaning.taught = co_await taught_to(who, from);
    leaning.policy = co_await policy_of(who, from);
    leaning.queries =
        co_await kept_queries(parts_.store, parts_.ledger, std::move(who), from->connection_id);
    const auto work = [&] { return broken_by(*before, *after, leaning); };
    co_return co_await blocking(parts_.environment.blocking, work);
}

Task<Drift> Catalog::drift_for(Principal who, SchemaChanged changed) {
    const Shared found = co_await opened(who, changed.connection_id);
    const SharedPolicy policy = co_await policy_of(who, found);
    const guard::Asker asker = asker_of(who);
    const bool all = policy ? guard::is_unrestricted(policy->document, asker)
                            : who.role == "owner" || who.role == "admin";
    if (!policy && !all) co_return Drift{};
    const guard::Surroundings around = co_await surroundings(std::move(who), found->connection_id);
    const auto work = [&] {
        if (all) return drift(*changed.before, *changed.after);
        const auto before = guard::look(policy->document, changed.before, asker, around);
        const auto after = guard::look(policy->document, changed.after, asker, around);
        return drift(*before.schema, *after.schema);
    };
    co_return co_await blocking(parts_.environment.blocking, work);
}

}  // namespace parlance::catalog
