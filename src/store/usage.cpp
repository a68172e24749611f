#include "store/usage.hpp"

#include "store/times.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace parlance::store {

namespace {

constexpr int rows_max = 200'000;
constexpr std::size_t listed_max = 20;

struct Use {
    Instant at;
    std::string user_id, username, api_key_id, door, action, error_code;
    bool failed = false;
    std::optional<double> ms;
};

Use use_from(const Row& row) {
    const std::string outcome = row.text("outcome");
    return {
        .at = row.instant("created_at"),
        .user_id = row.text_if("user_id").value_or(""),
        .username = row.text_if("username").value_or(""),
        .api_key_id = row.text_if("api_key_id").value_or(""),
        .door = row.text("door"),
        .action = row.text("action"),
        .error_code = row.text_if("error_code").value_or(""),
        .failed = outcome == "failed" || outcome == "refused",
        .ms = row.real_if("duration_ms"),
    };
}

class Tally {
public:
    void add(const Use& use) {
        ++figures_.requests;
        figures_.failed += use.failed ? 1 : 0;
        if (use.ms) times_.add(*use.ms);
    }

    [[nodiscard]] UsageFigures figures() {
        figures_.median_ms = times_.at_share(0.5);
        figures_.p95_ms = times_.at_share(0.95);
        return figures_;
    }

private:
    UsageFigures figures_;
    Times times_;
};

struct Named {
    std::string label;
    Tally tally;
};
using Groups = std::map<std::string, Named>;

void add(Groups& groups, const std::string& name, const std::string& label, const Use& use) {
    if (name.empty()) return;
    Named& group = groups[name];
    group.label = label;
    group.tally.add(use);
}

std::vector<UsageGroup> most_used(Groups groups) {
    std::vector<UsageGroup> all;
    for (auto& [name, group] : groups)
        all.push_back({group.tally.figures(), name, group.label});
    std::ranges::sort(all, [](const UsageGroup& left, const UsageGroup& right) {
        return std::pair(-left.requests, left.name) < std::pair(-right.requests, right.name);
    });
    if (all.size() > listed_max) all.resize(listed_max);
    return all;
}

/// What the keys of the tenant are called.
std::map<std::string, std::string> key_names(Reader& reader, const Principal& who) {
    std::map<std::string, std::string> names;
    const auto rows = reader.rows(
        "SELECT id, name FROM api_keys WHERE tenant_id = :tenant", {{"tenant", who.tenant_id}}
    );
    for (const Row& row : rows)
        names.emplace(row.text("id"), row.text("name"));
    return names;
}

/// Keys that are forgotten keep their id as a name.
void name_keys(Groups& keys, const std::map<std::string, std::string>& names) {
    for (auto& [id, group] : keys) {
        const auto found = names.find(id);
        if (found != names.end()) group.label = found->second;
    }
}

std::chrono::sys_days day_of(Instant at) {
    return std::chrono::floor<std::chrono::days>(at);
}

}  // namespace

Usage usage(Reader& reader, const Principal& who, Instant now, int days) {
    const auto first = day_of(now) - std::chrono::days(days - 1);
    const auto rows = reader.rows(
        "SELECT created_at, user_id, username, api_key_id, door, action, outcome, error_code, "
        "duration_ms FROM audit_log WHERE tenant_id = :tenant AND created_at >= :since "
        "ORDER BY created_at DESC LIMIT :most",
        {{"tenant", who.tenant_id}, {"since", Instant(first)}, {"most", rows_max}}
    );
    Tally total;
    std::map<std::chrono::sys_days, Tally> by_day;
    for (auto day = first; day <= day_of(now); day += std::chrono::days(1))
        by_day[day];
    Groups doors, people, keys, actions, errors;
    for (const Row& row : rows) {
        const Use use = use_from(row);
        total.add(use);
        by_day[day_of(use.at)].add(use);
        add(doors, use.door, use.door, use);
        add(people, use.user_id, use.username, use);
        add(keys, use.api_key_id, use.api_key_id, use);
        add(actions, use.action, use.action, use);
        add(errors, use.error_code, use.error_code, use);
    }
    name_keys(keys, key_names(reader, who));
    Usage made{.total = total.figures(), .cut_short = rows.size() == rows_max};
    for (auto& [day, tally] : by_day)
        made.days.push_back({tally.figures(), Instant(day)});
    made.doors = most_used(std::move(doors));
    made.people = most_used(std::move(people));
    made.keys = most_used(std::move(keys));
    made.actions = most_used(std::move(actions));
    made.errors = most_used(std::move(errors));
    return made;
}

}  // namespace parlance::store
