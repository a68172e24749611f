#pragma once

#include "catalog/policies.hpp"
#include "engine/schema_pack.hpp"
#include "guard/plan_cache.hpp"
#include "guard/sight.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

/// What people see of one source, remembered for those who see the same.
namespace parlance::catalog {

using Values = std::vector<engine::ColumnValues>;

/// What those with equal rights share.
struct Seen {
    std::shared_ptr<const Schema> schema;
    std::shared_ptr<const engine::SchemaPack> pack;
    guard::Policy policy;
    std::shared_ptr<guard::PlanCache> plans;
};
using SharedSeen = std::shared_ptr<const Seen>;

/// What the engine may learn from: values of columns that are clear under the policy, in tables of
/// which every row is seen.
[[nodiscard]] Values
clear_values(const Values& all, const Schema& visible, const guard::Policy& policy);

/// Which people the document cannot tell from each other have the same key.
[[nodiscard]] std::string key_of(const guard::PolicyDocument& document, const guard::Asker& who);

/// The policy of an opened source as it was last heard of, and what people saw under it. Safe from
/// every thread.
class Sights {
public:
    /// None: it is time to ask the store. Otherwise what holds, which may be no policy (null).
    [[nodiscard]] std::optional<SharedPolicy> policy_if_fresh() const;
    /// As it was last heard of, however long ago.
    [[nodiscard]] SharedPolicy policy() const;
    /// To be read before the store is asked, and handed to `hold`: a change in between is not
    /// missed.
    [[nodiscard]] std::uint64_t doubts() const;
    /// What the store said. Forgets what was seen under another version.
    void hold(SharedPolicy policy, std::uint64_t doubts);
    /// Ask the store next time.
    void doubt();

    /// Null: nobody of this key has looked under this version.
    [[nodiscard]] SharedSeen find(std::int64_t version, const std::string& key);
    /// Remembers what was seen, and returns it, or what somebody with equal rights saw before.
    SharedSeen keep(std::int64_t version, const std::string& key, SharedSeen seen);

    /// Plans of those who see all of the source as it is now.
    [[nodiscard]] std::shared_ptr<guard::PlanCache>
    whole_plans(const std::shared_ptr<const Schema>& schema, const guard::Policy& policy);

    /// Whether the caller is the one who shall make suggestions; end it with `suggested`.
    [[nodiscard]] bool begin_suggesting() { return !suggesting_.exchange(true); }
    void suggested() { suggesting_ = false; }

private:
    struct Entry {
        SharedSeen seen;
        std::uint64_t used = 0;
    };

    void make_room();

    mutable std::mutex mutex_;
    SharedPolicy policy_;
    std::chrono::steady_clock::time_point heard_{};
    std::uint64_t doubts_ = 0;
    std::unordered_map<std::string, Entry> entries_;
    std::uint64_t uses_ = 0;
    std::shared_ptr<const Schema> whole_;
    std::shared_ptr<guard::PlanCache> whole_plans_;
    std::atomic<bool> suggesting_ = false;
};

}  // namespace parlance::catalog
