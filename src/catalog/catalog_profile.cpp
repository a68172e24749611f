#include "base/error.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "catalog/opened.hpp"
#include "guard/relation.hpp"
#include "store/profiles.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

/// How values are spread: the part of the catalog that has them counted.
namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr auto profile_age_max = 24h;
/// Those that people looked at are counted again before they are too old.
constexpr auto profile_age_refreshed = 20h;
constexpr int profiles_at_once = 2;
constexpr int profiles_refreshed_max = 20;
constexpr auto refreshing_max = 20s;

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

/// Of the columns that are there, all but those that seem sensitive.
Task<std::shared_ptr<const TableProfile>>
Catalog::compute_profile(Shared about, Table table, bool sensitive_too) {
    const Turn turn(profiling_);
    auto one = std::make_shared<const Schema>(
        Schema{about->schema->dialect, about->schema->default_schema, {table}}
    );
    connectors::Source& source = *about->source;
    const std::stop_token stop = closing_.get_token();
    if (sensitive_too)
        co_return std::make_shared<const TableProfile>(
            co_await profile_table(source, one, std::move(table), {}, {}, stop)
        );
    std::set<std::string> sensitive;
    if (const SharedPolicy policy = about->sights->policy())
        sensitive = masked_in(policy->document, table);
    co_return std::make_shared<const TableProfile>(co_await profile_without_sensitive(
        source, one, std::move(table), std::move(sensitive), stop
    ));
}

Task<Catalog::Profiled> Catalog::kept_profile(
    Principal who,
    Shared about,
    Table table,
    bool sensitive_too,
    std::chrono::hours age_max
) {
    const auto read = [&](store::Reader& reader) {
        return store::table_profile(
            reader, parts_.ledger, who, about->connection_id, table.schema, table.name
        );
    };
    if (const auto stored = co_await parts_.store.read(read)) {
        auto known = json::read<TableProfile>(stored->content);
        const bool young = system_now() - stored->computed_at < age_max;
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

/// In the background: what people have looked at, as long as it does not take too long.
Task<void> Catalog::refresh_profiles(Principal who, Shared about, SourceSettings held) {
    if (!held.profile) co_return;
    const auto end = std::chrono::steady_clock::now() + refreshing_max;
    const Instant before = system_now() - profile_age_refreshed;
    const auto read = [&](store::Reader& reader) {
        return store::profiled_before(
            reader, who, about->connection_id, before, profiles_refreshed_max
        );
    };
    for (const TableName& name : co_await parts_.store.read(read)) {
        const bool enough = std::chrono::steady_clock::now() > end;
        if (enough || closing_.stop_requested()) co_return;
        static_cast<void>(co_await outcome_of(refresh_profile(who, about, name, held)));
    }
}

Task<void>
Catalog::refresh_profile(Principal who, Shared about, TableName name, SourceSettings held) {
    const Table* table = about->schema->table(name.schema, name.name);
    if (table != nullptr) {
        const auto counted = co_await outcome_of(
            kept_profile(who, about, *table, held.profile_sensitive, profile_age_refreshed)
        );
        if (counted) co_return;
    }
    // What is gone, or cannot be counted any more, is counted when somebody asks for it.
    const auto forget = [&](store::Writer& writer) {
        store::forget_table_profile(writer, who, about->connection_id, name.schema, name.name);
    };
    co_await parts_.store.write(forget);
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
    Profiled kept = co_await kept_profile(
        std::move(who), found, *wanted, held.profile_sensitive, profile_age_max
    );
    kept.profile = shown_to(kept.profile, *wanted, view.policy);
    co_return kept;
}

}  // namespace parlance::catalog
