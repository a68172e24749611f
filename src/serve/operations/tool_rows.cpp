#include "serve/operations/tool_rows.hpp"

#include "base/error.hpp"
#include "serve/mcp/handles.hpp"
#include "serve/row_encoder.hpp"

#include <charconv>

namespace parlance::serve {

namespace {

constexpr std::string_view purpose = "result";

Error no_such_result() {
    return {
        Failure::not_found,
        "result_not_found",
        "There is no such result, or its time is over. Run the query again."
    };
}

std::size_t take_number(std::string_view& rest) {
    std::size_t number = 0;
    const std::string_view digits = rest.substr(0, rest.find(' '));
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    rest.remove_prefix(std::min(rest.size(), digits.size() + 1));
    return number;
}

}  // namespace

Task<void> PageSink::begin(const std::vector<ResultColumn>& columns) {
    for (const ResultColumn& each : columns) {
        page.columns.push_back(each.name);
        page.types.emplace_back(name_of(each.type));
        window_.bytes_max -= std::min(window_.bytes_max, each.name.size() + 16);
    }
    co_return;
}

/// Goes on reading when the page is full: the whole result is remembered for the next page.
Task<void> PageSink::rows(const Batch& batch) {
    if (window_.rows_max == 0 || window_.bytes_max == 0) {
        left += batch.rows();
        co_return;
    }
    mcp::CompactRows taken = mcp::compact_rows(rows_as_json(batch), window_);
    for (json::Raw& each : taken.rows) {
        window_.bytes_max -= std::min(window_.bytes_max, each.text.size() + 1);
        page.rows.push_back(std::move(each));
    }
    window_.skip -= taken.skipped;
    window_.rows_max -= taken.rows.size();
    if (taken.left > 0) window_.rows_max = 0;
    left += taken.left;
}

Call within(const Call& outer, Door& door) {
    Call call(door);
    call.principal = outer.principal;
    call.request_id = outer.request_id;
    call.remote_address = outer.remote_address;
    call.door_name = outer.door_name;
    call.stop = outer.stop;
    return call;
}

std::optional<NextCall>
next_call(const Services& with, const Call& call, const Continuation& next) {
    if (!with.handles) return std::nullopt;
    const std::string content = fmt::format("{} {} {}", next.skip, next.rows_max, next.query_id);
    NextCall made;
    made.arguments["result_id"] = with.handles->write(call.who(), purpose, content);
    return made;
}

Continuation continuation(const Services& with, const Call& call, std::string_view result_id) {
    std::optional<std::string> held;
    if (with.handles) held = with.handles->read(call.who(), purpose, result_id);
    if (!held) throw no_such_result();
    std::string_view rest = *held;
    Continuation next;
    next.skip = take_number(rest);
    next.rows_max = take_number(rest);
    next.query_id = rest;
    return next;
}

}  // namespace parlance::serve
