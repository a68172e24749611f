#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace parlance::engine {

/// Which ids were put under a key, in eight bytes each: keys are known by a hash of 32 bits, so
/// that now and then an id is found that was put under another key, and whoever finds it looks
/// again. First everything is put in, then `finish` is called, then it can be found.
class Postings {
public:
    struct Item {
        std::uint32_t key = 0;
        std::uint32_t id = 0;
        auto operator<=>(const Item&) const = default;
    };

    void add(std::string_view key, std::uint32_t id);
    /// Keeps the first `each_max` ids of each key.
    void finish(std::size_t each_max);
    /// In the order of the ids.
    [[nodiscard]] std::span<const Item> find(std::string_view key) const;

private:
    std::vector<Item> items_;
};

}  // namespace parlance::engine
