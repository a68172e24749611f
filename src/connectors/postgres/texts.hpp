#pragma once

#include "connectors/postgres/shape.hpp"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::connectors::postgres {

/// What a source remembers of the statements it has run, for all its connections: a text that comes
/// again gets a plan, one that gave many rows goes by COPY.
class Texts {
public:
    struct Memory {
        std::int64_t rows = 0;
        std::shared_ptr<const Shape> shape;
    };

    [[nodiscard]] std::optional<Memory> recall(std::string_view text);
    void remember(std::string_view text, Memory memory);
    void forget(std::string_view text);

private:
    struct Entry {
        std::string text;
        Memory memory;
    };
    using Order = std::list<Entry>;

    static constexpr std::size_t texts_max = 1024;
    static constexpr std::size_t text_bytes_max = 16'384;

    std::mutex mutex_;
    Order order_;
    std::unordered_map<std::string_view, Order::iterator> by_text_;
};

}  // namespace parlance::connectors::postgres
