#include "sql/parse.hpp"

#include "base/error.hpp"
#include "base/threads.hpp"
#include "base/utf8.hpp"
#include "sql/lower.hpp"
#include "sql/shape.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace parlance::sql {
namespace {

namespace json = boost::json;

struct FreeResult {
    void operator()(PgQueryParseResult* result) const {
        pg_query_free_parse_result(*result);
        delete result;
    }
};
using Parsed = std::unique_ptr<PgQueryParseResult, FreeResult>;

void check_text(std::string_view text, const ParseLimits& limits) {
    if (text.size() > limits.bytes) {
        throw Error(
            Failure::too_large,
            "sql_too_long",
            fmt::format("The statement is longer than {} KiB: shorten it.", limits.bytes >> 10)
        )
            .at(limits.bytes);
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_sequence(text.data() + at, text.data() + text.size());
        if (length == 0)
            throw Error(Failure::invalid, "sql_syntax", "The text is not valid UTF-8.").at(at);
        if (text[at] == '\0')
            throw Error(Failure::invalid, "sql_syntax", "The text holds a zero byte.").at(at);
        at += length;
    }
}

/// libpg_query counts characters from 1.
std::size_t byte_of_character(std::string_view text, int cursor) {
    std::size_t at = 0;
    for (int i = 1; i < cursor && at < text.size(); ++i)
        at += std::max<std::size_t>(utf8_sequence(text.data() + at, text.data() + text.size()), 1);
    return at;
}

[[noreturn]] void report(std::string_view text, const PgQueryError& error) {
    const std::string_view message = error.message;
    const std::size_t at = byte_of_character(text, error.cursorpos);
    const bool deep =
        message.starts_with("memory exhausted") || message.starts_with("stack depth limit");
    if (deep) {
        throw Error(
            Failure::too_large, "sql_too_deep", "The statement is nested too deeply: simplify it."
        )
            .at(at);
    }
    throw Error(Failure::invalid, "sql_syntax", fmt::format("This is not valid SQL: {}.", message))
        .at(at);
}

std::size_t start_of(std::string_view text, const json::object& statement) {
    const json::value* location = statement.if_contains("stmt_location");
    const auto from = location == nullptr ? 0 : static_cast<std::size_t>(location->as_int64());
    return std::min(text.find_first_not_of(" \t\r\n\f", from), text.size());
}

[[noreturn]] void refuse_statement(std::string_view why, std::size_t at) {
    throw Error(Failure::refused, "sql_statement_refused", std::string(why)).at(at);
}

Query lower_all(std::string_view text, const json::value& tree, const ParseLimits& limits) {
    const json::array& statements = tree.as_object().at("stmts").as_array();
    if (statements.empty())
        throw Error(Failure::invalid, "sql_syntax", "There is no statement in the text.").at(0);
    if (statements.size() > 1)
        refuse_statement(
            "Only one statement can be run at a time.", start_of(text, statements[1].as_object())
        );
    const json::object& only = statements[0].as_object();
    const lower::Tagged held = lower::tagged(only.at("stmt"));
    if (held.tag != "SelectStmt")
        refuse_statement(
            "Only SELECT can be run: nothing here may change data or settings.",
            start_of(text, only)
        );
    lower::Context context{text, limits};
    return lower::query(context, held.object);
}

Query parse_here(std::string_view text, const ParseLimits& limits) {
    const std::string terminated(text);
    const Parsed parsed(new PgQueryParseResult(pg_query_parse(terminated.c_str())));
    if (parsed->error != nullptr) report(text, *parsed->error);
    // Freed as a whole: the tree may be far too deep for destructors, and most fit the first block.
    std::array<unsigned char, 16 << 10> first_block;
    json::monotonic_resource memory(first_block.data(), first_block.size());
    json::parse_options options;
    options.max_depth = 1'000'000;
    const json::value tree = json::parse(parsed->parse_tree, &memory, options);
    return lower_all(text, tree, limits);
}

}  // namespace

Query parse(std::string_view text, const ParseLimits& limits) {
    check_text(text, limits);
    check_shape(text, limits);
    Query made;
    run_on_big_stack([&] { made = parse_here(text, limits); });
    return made;
}

}  // namespace parlance::sql
