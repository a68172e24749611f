#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::connectors::postgres {

/// The prepared statements of one connection, by text. Bounded: the one not used for longest goes.
class Plans {
public:
    /// The name of the text's plan; none when it has none.
    [[nodiscard]] std::optional<std::string> find(std::string_view text);

    struct Added {
        std::string name;
        std::optional<std::string> evicted;  ///< the name to DEALLOCATE
    };
    Added add(std::string_view text);
    void forget(std::string_view text);

private:
    struct Plan {
        std::string text;
        std::string name;
    };
    using Order = std::list<Plan>;

    static constexpr std::size_t plans_max = 128;

    Order order_;  ///< the latest first
    std::unordered_map<std::string_view, Order::iterator> by_text_;
    std::uint64_t made_ = 0;
};

}  // namespace parlance::connectors::postgres
