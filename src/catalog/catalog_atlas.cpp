#include "base/error.hpp"
#include "base/json.hpp"
#include "catalog/opened.hpp"
#include "catalog/settings.hpp"
#include "guard/relation.hpp"
#include "store/profiles.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

/// What can be told of a source beyond its schema: search, relations, profiles.
namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr auto profile_age_max = 24h;
constexpr int profiles_at_once = 2;
constexpr std::size_t measured_at_once = 12;
constexpr auto measuring_max = 3s;

/// Counts down when it goes.
class Turn {
public:
    explicit Turn(std::atomic<int>& taken) : taken_(taken) {
        if (++taken_ <= profiles_at_once) return;
        --taken_;
        throw Error(
            Failure::busy,
            "profile_busy",
            "The values of other tables are being counted. Try again shortly."
        )
            .retry_after(2);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { --taken_; }

private:
    std::atomic<int>& taken_;
};

bool about(const Relation& relation, const std::string& table) {
    return table.empty() || relation.from.table == table || relation.to.table == table;
}

/// What people said no to is in no pack any more.
void add_rejected(std::vector<Relation>& relations, const Taught& taught, const View& view) {
    for (const TaughtRelation& said : taught.relations) {
        if (said.accepted || !known_to(said, *view.schema, view.policy)) continue;
        Relation made{.id = relation_id(said.from, said.to), .from = said.from, .to = said.to};
        made.state = RelationState::rejected;
        made.confidence = 0;
        relations.push_back(std::move(made));
    }
}

void sign(std::vector<Relation>& relations, const Taught& taught) {
    for (const TaughtRelation& said : taught.relations) {
        const std::string id = relation_id(said.from, said.to);
        for (Relation& each : relations) {
            const bool decided =
                each.state == RelationState::accepted || each.state == RelationState::rejected;
            if (each.id != id || !decided) continue;
            each.decided_by = said.author;
            each.decided_at = said.at;
        }
    }
}

/// The table with only what its reader sees as it is.
Table clear_part(const Table& visible, const guard::Policy& policy) {
    Table part = visible;
    std::erase_if(part.columns, [&](const Column& column) {
        return !policy.clear(visible, column.name);
    });
    part.foreign_keys.clear();
    part.primary_key.clear();
    return part;
}

/// The columns of the table that any rule of the policy masks or hides.
std::set<std::string> masked_in(const guard::PolicyDocument& document, const Table& table) {
    std::set<std::string> names;
    for (const guard::PolicyRule& rule : document.rules) {
        for (const std::string& name : {table.name, table.schema + "." + table.name}) {
            const auto found = rule.tables.find(name);
            if (found == rule.tables.end()) continue;
            for (const auto& [column, mask] : found->second.columns)
                if (mask.mask != guard::Mask::none) names.insert(column);
        }
    }
    return names;
}

bool still_fits(const TableProfile& profile, const Table& table) {
    return std::ranges::equal(
        profile.columns,
        table.columns,
        [](const ColumnProfile& left, const Column& right) {
            return left.name == right.name && left.type == right.type;
        }
    );
}

}  // namespace

Task<std::shared_ptr<const Atlas>> Catalog::atlas(Principal who, std::string connection_id) {
    const Shared found = co_await opened(who, std::move(connection_id));
    View view = co_await view_for(who, found);
    const SharedTaught taught = co_await taught_to(who, found);
    view = co_await with_knowledge(std::move(who), found, std::move(view));
    if (auto known = found->atlases->find(view.pack.get(), view.knowledge_version)) co_return known;
    const auto make = [&] { return std::make_shared<const Atlas>(view, taught->descriptions); };
    auto made = co_await blocking(parts_.environment.blocking, make);
    found->atlases->keep(view.knowledge_version, made);
    co_return made;
}

Task<Catalog::Related>
Catalog::relations(Principal who, std::string connection_id, std::string table) {
    const auto drawn = co_await atlas(who, connection_id);
    const Shared found = co_await opened(who, std::move(connection_id));
    const SharedTaught taught = co_await taught_to(who, found);
    Related made{.view = co_await view_for(std::move(who), found), .relations = {}};
    std::ranges::copy_if(
        drawn->relations(),
        std::back_inserter(made.relations),
        [&](const Relation& one) { return about(one, table); }
    );
    std::vector<Relation> rejected;
    add_rejected(rejected, *taught, made.view);
    std::erase_if(rejected, [&](const Relation& one) { return !about(one, table); });
    std::ranges::move(rejected, std::back_inserter(made.relations));
    sign(made.relations, *taught);
    const auto end = std::chrono::steady_clock::now() + measuring_max;
    std::size_t measured = 0;
    for (Relation& each : made.relations) {
        if (each.state == RelationState::declared || !may_be_measured(each, made.view)) continue;
        auto known = found->measured->find(each.id);
        const bool time = ++measured <= measured_at_once && std::chrono::steady_clock::now() < end;
        if (!known && time) {
            known = co_await measure_inclusion(made.view, each, closing_.get_token());
            found->measured->keep(each.id, *known);
        }
        if (known) weigh(each, *known);
    }
    co_return made;
}

/// Of the columns that are there, all but those that seem sensitive.
Task<std::shared_ptr<const TableProfile>>
Catalog::compute_profile(Shared about, Table table, bool sensitive_too) {
    const Turn turn(profiling_);
    auto one = std::make_shared<const Schema>(
        Schema{about->schema->dialect, about->schema->default_schema, {table}}
    );
    std::set<std::string> sensitive;
    if (!sensitive_too) {
        if (const SharedPolicy policy = about->sights->policy())
            sensitive = masked_in(policy->document, table);
        const Samples samples =
            co_await sample_values(*about->source, one, {}, closing_.get_token());
        for (const SensitiveColumn& each : find_sensitive(*one, samples))
            if (each.confidence >= sensitive_enough) sensitive.insert(each.column.column);
    }
    TableProfile made = co_await profile_table(
        *about->source, one, std::move(table), std::move(sensitive), {}, closing_.get_token()
    );
    co_return std::make_shared<const TableProfile>(std::move(made));
}

Task<Catalog::Profiled>
Catalog::kept_profile(Principal who, Shared about, Table table, bool sensitive_too) {
    const auto read = [&](store::Reader& reader) {
        return store::table_profile(
            reader, parts_.ledger, who, about->connection_id, table.schema, table.name
        );
    };
    if (const auto stored = co_await parts_.store.read(read)) {
        auto known = json::read<TableProfile>(stored->content);
        const bool young = system_now() - stored->computed_at < profile_age_max;
        if (young && still_fits(known, table))
            co_return Profiled{about->connection_id, std::move(known), stored->computed_at};
    }
    const auto made = co_await compute_profile(about, table, sensitive_too);
    const std::string text = json::to_text(*made);
    const auto keep = [&](store::Writer& writer) {
        store::keep_table_profile(
            writer, parts_.ledger, who, about->connection_id, table.schema, table.name, text
        );
    };
    co_await parts_.store.write(keep);
    co_return Profiled{about->connection_id, *made, system_now()};
}

Task<Catalog::Profiled>
Catalog::profile(Principal who, std::string connection_id, std::string schema, std::string table) {
    const Shared found = co_await opened(who, std::move(connection_id));
    const View view = co_await view_for(who, found);
    const Table* wanted = view.schema->table(schema, table);
    if (wanted == nullptr)
        throw Error(
            Failure::not_found, "table_not_found", "There is no such table in this source."
        );
    const SourceSettings held = co_await settings(who, found->connection_id);
    if (!held.profile)
        throw Error(
            Failure::refused,
            "profile_off",
            "An administrator has turned profiles of this source off."
        );
    if (!shows_anything(*wanted, view.policy))
        co_return Profiled{found->connection_id, shown_to({}, *wanted, view.policy), system_now()};
    // Who sees only some of the table gets what can be counted in just that: what is hidden could
    // show in how far the counting came.
    if (view.policy.relation(*wanted) != nullptr) {
        const auto made = co_await compute_profile(
            found, clear_part(*wanted, view.policy), held.profile_sensitive
        );
        co_return Profiled{
            found->connection_id, shown_to(*made, *wanted, view.policy), system_now()
        };
    }
    Profiled kept = co_await kept_profile(std::move(who), found, *wanted, held.profile_sensitive);
    kept.profile = shown_to(kept.profile, *wanted, view.policy);
    co_return kept;
}

}  // namespace parlance::catalog
