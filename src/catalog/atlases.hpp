#pragma once

#include "catalog/search.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace parlance::catalog {

/// The atlases of an opened source, one for each that see it differently. Safe from every thread.
class Atlases {
public:
    using Shared = std::shared_ptr<const Atlas>;

    /// Null: nobody who sees this has asked for it lately.
    [[nodiscard]] Shared find(const engine::SchemaPack* pack, const std::string& knowledge) const {
        const std::scoped_lock lock(mutex_);
        for (const Entry& entry : entries_) {
            if (entry.atlas->pack().get() == pack && entry.knowledge == knowledge)
                return entry.atlas;
        }
        return nullptr;
    }

    void keep(std::string knowledge, Shared atlas) {
        constexpr std::size_t entries_max = 16;
        const std::scoped_lock lock(mutex_);
        if (entries_.size() == entries_max) entries_.erase(entries_.begin());
        entries_.push_back({std::move(knowledge), std::move(atlas)});
    }

private:
    struct Entry {
        std::string knowledge;  ///< the version of what was taught
        Shared atlas;
    };

    mutable std::mutex mutex_;
    std::vector<Entry> entries_;
};

}  // namespace parlance::catalog
