#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

/// The log of the server: events with named values, one line each, as JSON or for human eyes.
/// Never put a secret, a row, a value of a tenant's data or a query string into it.
namespace parlance::log {

enum class Level : std::uint8_t { debug, info, warning, error };
enum class Format : std::uint8_t { json, text };

/// A named value of an event.
struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    Field(std::string_view name, std::string_view text) : name(name), value(text) {}
    Field(std::string_view name, const char* text) : name(name), value(std::string_view(text)) {}
    Field(std::string_view name, bool truth) : name(name), value(truth) {}
    Field(std::string_view name, double number) : name(name), value(number) {}
    template <class Integer>
        requires std::is_integral_v<Integer>
    Field(std::string_view name, Integer number)
        : name(name), value(static_cast<std::int64_t>(number)) {}
};
using Fields = std::initializer_list<Field>;

/// Sends what follows to standard error through a queue and a thread of its own. Before it, and
/// after `stop`, only warnings and errors are written, at once.
void start(Level least, Format format);

/// Writes out what is queued.
void stop();

[[nodiscard]] bool writes(Level level) noexcept;

/// `event` is a stable snake_case word such as `request` or `connection_failed`.
void write(Level level, std::string_view event, Fields fields = {});

inline void debug(std::string_view event, Fields fields = {}) {
    write(Level::debug, event, fields);
}
inline void info(std::string_view event, Fields fields = {}) {
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, Fields fields = {}) {
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace parlance::log
