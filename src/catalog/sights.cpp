#include "catalog/sights.hpp"

#include <algorithm>
#include <utility>

namespace parlance::catalog {

namespace {

/// How long another node's change of a policy may stay unseen.
constexpr std::chrono::seconds fresh_for{1};
constexpr std::size_t entries_max = 256;

}  // namespace

Values clear_values(const Values& all, const Schema& visible, const guard::Policy& policy) {
    Values clear;
    for (const engine::ColumnValues& one : all) {
        const Table* table = visible.table(one.schema, one.table);
        if (table == nullptr || table->column(one.column) == nullptr) continue;
        if (policy.clear(*table, one.column) && policy.every_row(*table)) clear.push_back(one);
    }
    return clear;
}

std::string key_of(const guard::PolicyDocument& document, const guard::Asker& who) {
    const bool names_people = std::ranges::any_of(document.rules, [](const auto& rule) {
        return !rule.to.users.empty();
    });
    std::string key;
    // Each piece with its length in front, so that no two people can spell the same key.
    const auto add = [&](std::string_view piece) {
        key += std::to_string(piece.size()) + ":";
        key += piece;
    };
    add(who.role);
    add(names_people ? who.username : "");
    for (const auto& [name, value] : who.attributes) {
        add(name);
        add(value);
    }
    return key;
}

std::optional<SharedPolicy> Sights::policy_if_fresh() const {
    const std::scoped_lock lock(mutex_);
    if (std::chrono::steady_clock::now() - heard_ > fresh_for) return std::nullopt;
    return policy_;
}

SharedPolicy Sights::policy() const {
    const std::scoped_lock lock(mutex_);
    return policy_;
}

std::uint64_t Sights::doubts() const {
    const std::scoped_lock lock(mutex_);
    return doubts_;
}

void Sights::hold(SharedPolicy policy, std::uint64_t doubts) {
    const std::scoped_lock lock(mutex_);
    const std::int64_t before = policy_ ? policy_->version : 0;
    const std::int64_t now = policy ? policy->version : 0;
    // What comes late from a slow read must not bring back an older policy.
    if (now < before) return;
    if (now != before) entries_.clear();
    if (now != before || !policy_) policy_ = std::move(policy);
    if (doubts == doubts_) heard_ = std::chrono::steady_clock::now();
}

void Sights::doubt() {
    const std::scoped_lock lock(mutex_);
    heard_ = {};
    ++doubts_;
}

SharedSeen Sights::find(std::int64_t version, const std::string& key) {
    const std::scoped_lock lock(mutex_);
    if (!policy_ || policy_->version != version) return nullptr;
    const auto found = entries_.find(key);
    if (found == entries_.end()) return nullptr;
    found->second.used = ++uses_;
    return found->second.seen;
}

std::shared_ptr<guard::PlanCache>
Sights::whole_plans(const std::shared_ptr<const Schema>& schema, const guard::Policy& policy) {
    const std::scoped_lock lock(mutex_);
    if (whole_ != schema) {
        whole_ = schema;
        whole_plans_ = std::make_shared<guard::PlanCache>(schema, policy);
    }
    return whole_plans_;
}

SharedSeen Sights::keep(std::int64_t version, const std::string& key, SharedSeen seen) {
    const std::scoped_lock lock(mutex_);
    const auto same = std::ranges::find_if(entries_, [&](const auto& entry) {
        return entry.second.seen->policy.identity == seen->policy.identity;
    });
    if (same != entries_.end()) {
        const Seen& known = *same->second.seen;
        seen =
            std::make_shared<const Seen>(Seen{known.schema, known.pack, seen->policy, seen->plans});
    }
    if (!policy_ || policy_->version != version) return seen;
    make_room();
    entries_[key] = {seen, ++uses_};
    return seen;
}

void Sights::make_room() {
    if (entries_.size() < entries_max) return;
    const auto oldest =
        std::ranges::min_element(entries_, {}, [](const auto& entry) { return entry.second.used; });
    entries_.erase(oldest);
}

}  // namespace parlance::catalog
