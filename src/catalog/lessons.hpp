#pragma once

#include "catalog/knowledge.hpp"
#include "engine/schema_pack.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace parlance::catalog {

/// What an opened source was taught, as last heard of, and the packs of those who may know some of
/// it. Safe from every thread.
class Lessons {
public:
    /// None: it is time to ask the store.
    [[nodiscard]] std::optional<SharedTaught> if_fresh() const;
    /// As it was last heard of, however long ago; null at first.
    [[nodiscard]] SharedTaught held() const;
    /// To be read before the store is asked, and handed to `hold`: a change in between is not
    /// missed.
    [[nodiscard]] std::uint64_t doubts() const;
    /// What the store said. Forgets packs of another version.
    void hold(SharedTaught taught, std::uint64_t doubts);
    /// Ask the store next time.
    void doubt();

    using Pack = std::shared_ptr<const engine::SchemaPack>;
    /// Null: nobody of these rights has asked under this version.
    [[nodiscard]] Pack find(std::int64_t version, const std::string& rights) const;
    void keep(std::int64_t version, const std::string& rights, Pack pack);

private:
    mutable std::mutex mutex_;
    SharedTaught taught_;
    std::chrono::steady_clock::time_point heard_{};
    std::uint64_t doubts_ = 0;
    std::unordered_map<std::string, Pack> packs_;
};

}  // namespace parlance::catalog
