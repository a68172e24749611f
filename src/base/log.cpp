#include "base/log.hpp"

#include "base/clock.hpp"
#include "base/json.hpp"

#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <memory>
#include <string>

namespace parlance::log {

namespace {

/// Lines that wait while standard error is slow; beyond it the oldest are dropped, for a log must
/// never hold up an answer.
constexpr std::size_t queue_lines = 8192;

struct Log {
    std::shared_ptr<spdlog::details::thread_pool> thread;
    std::shared_ptr<spdlog::logger> logger;
};

std::atomic<Level> least_level = Level::warning;
std::atomic<Format> line_format = Format::text;

/// Replaced only while the program starts and ends.
Log& current() {
    static Log log = [] {
        auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        return Log{.thread = nullptr, .logger = std::make_shared<spdlog::logger>("early", sink)};
    }();
    return log;
}

void prepare(spdlog::logger& logger) {
    logger.set_pattern("%v");
    logger.set_level(spdlog::level::trace);
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "error";
}

void append(std::string& out, const Field& field) {
    if (const auto* text = std::get_if<std::string_view>(&field.value)) {
        json::quote(out, *text);
    } else if (const auto* integer = std::get_if<std::int64_t>(&field.value)) {
        out += std::to_string(*integer);
    } else if (const auto* number = std::get_if<double>(&field.value)) {
        json::write_number(out, *number);
    } else {
        out += std::get<bool>(field.value) ? "true" : "false";
    }
}

std::string json_line(Level level, std::string_view event, Fields fields) {
    std::string line = R"({"at":")" + rfc3339(system_now()) + R"(","level":")";
    line += name_of(level);
    line += R"(","event":)";
    json::quote(line, event);
    for (const Field& field : fields) {
        line += ",\"";
        line += field.name;
        line += "\":";
        append(line, field);
    }
    line += '}';
    return line;
}

std::string text_line(Level level, std::string_view event, Fields fields) {
    std::string line = rfc3339(system_now());
    line += ' ';
    line += name_of(level);
    line += ' ';
    line += event;
    for (const Field& field : fields) {
        line += ' ';
        line += field.name;
        line += '=';
        append(line, field);
    }
    return line;
}

}  // namespace

void start(Level least, Format format) {
    least_level = least;
    line_format = format;
    auto thread = std::make_shared<spdlog::details::thread_pool>(queue_lines, 1);
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    constexpr auto overflow = spdlog::async_overflow_policy::overrun_oldest;
    auto logger = std::make_shared<spdlog::async_logger>("log", sink, thread, overflow);
    prepare(*logger);
    current() = {.thread = std::move(thread), .logger = std::move(logger)};
}

void stop() {
    least_level = Level::warning;
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    // The thread of the old log writes out its queue before it ends.
    current() = {.thread = nullptr, .logger = std::make_shared<spdlog::logger>("late", sink)};
    prepare(*current().logger);
}

bool writes(Level level) noexcept {
    return level >= least_level.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view event, Fields fields) {
    if (!writes(level)) return;
    const bool as_json = line_format.load(std::memory_order_relaxed) == Format::json;
    const std::string line =
        as_json ? json_line(level, event, fields) : text_line(level, event, fields);
    current().logger->log(spdlog::level::info, std::string_view(line));
}

}  // namespace parlance::log
