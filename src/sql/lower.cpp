#include "sql/lower.hpp"

#include "base/error.hpp"

#include <boost/json/array.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace parlance::sql::lower {
namespace {

/// What people call the nodes that they may meet a refusal for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> spoken{{
    {"CollateClause", "COLLATE"},
    {"ParamRef", "A placeholder such as $1"},
    {"RangeTableSample", "TABLESAMPLE"},
    {"RangeTableFunc", "XMLTABLE"},
    {"XmlExpr", "An XML expression"},
    {"XmlSerialize", "XMLSERIALIZE"},
    {"NamedArgExpr", "A named argument"},
    {"CurrentOfExpr", "CURRENT OF"},
    {"SetToDefault", "DEFAULT"},
    {"MultiAssignRef", "A multiple assignment"},
    {"lockingClause", "A locking clause such as FOR UPDATE"},
    {"search_clause", "SEARCH"},
    {"cycle_clause", "CYCLE"},
    {"func_variadic", "VARIADIC"},
    {"useOp", "ORDER BY … USING"},
    {"coldeflist", "A column definition list"},
    {"is_rowsfrom", "ROWS FROM"},
    {"join_using_alias", "An alias of USING columns"},
    {"setof", "SETOF"},
    {"pct_type", "%TYPE"},
    {"A_Star", "A star here"},
    {"indirection", "Selecting a field of a row"},
}};

std::string words_for(std::string_view tag) {
    for (const auto& [key, words] : spoken)
        if (key == tag) return std::string(words);
    if (tag.find(' ') != std::string_view::npos) return std::string(tag);
    return fmt::format("This part of the statement ({})", tag);
}

}  // namespace

void refuse(std::string_view what, Position at) {
    Error error(
        Failure::refused, "sql_not_supported", fmt::format("{} is not supported.", words_for(what))
    );
    if (at.offset) throw std::move(error).at(*at.offset);
    throw error;
}

Level::Level(Context& context, std::size_t at) : context_(context) {
    if (++context_.depth <= context_.limits.nesting) return;
    --context_.depth;
    throw Error(
        Failure::too_large,
        "sql_too_deep",
        fmt::format(
            "The statement is nested deeper than {} levels: simplify it.", context.limits.nesting
        )
    )
        .at(at);
}

Node::Node(Context& context, const json::object& object, std::string_view tag)
    : object_(object), tag_(tag) {
    if (++context.nodes <= context.limits.nodes) return;
    throw Error(
        Failure::too_large,
        "sql_too_long",
        fmt::format("The statement has more than {} parts: shorten it.", context.limits.nodes)
    );
}

const json::value* Node::take(std::string_view key) {
    const auto* found = object_.find(key);
    if (found == object_.end()) return nullptr;
    taken_ |= std::uint64_t{1} << (found - object_.begin());
    return &found->value();
}

const json::value& Node::need(std::string_view key) {
    const json::value* value = take(key);
    if (value == nullptr) refuse(tag_, at_);
    return *value;
}

std::string_view Node::take_string(std::string_view key) {
    const json::value* value = take(key);
    if (value == nullptr) return {};
    return value->as_string();
}

bool Node::take_flag(std::string_view key) {
    const json::value* value = take(key);
    return value != nullptr && value->as_bool();
}

std::int64_t Node::take_integer(std::string_view key, std::int64_t otherwise) {
    const json::value* value = take(key);
    return value == nullptr ? otherwise : value->as_int64();
}

const json::array& Node::take_list(std::string_view key) {
    static const json::array none;
    const json::value* value = take(key);
    return value == nullptr ? none : value->as_array();
}

Position Node::take_location() {
    const std::int64_t location = take_integer("location", 0);
    if (location >= 0) at_.offset = static_cast<std::size_t>(location);
    return at_;
}

void Node::finish() {
    const std::uint64_t all = (std::uint64_t{1} << object_.size()) - 1;
    if (taken_ == all) return;
    for (const auto& entry : object_)
        if ((taken_ & (std::uint64_t{1} << (&entry - object_.begin()))) == 0)
            refuse(entry.key(), at_);
}

Tagged tagged(const json::value& value) {
    const json::object& wrapper = value.as_object();
    if (wrapper.size() != 1) refuse("an empty node", {});
    const auto& only = *wrapper.begin();
    return {only.key(), only.value().as_object()};
}

const json::object& expect(const json::value& value, std::string_view tag) {
    const Tagged found = tagged(value);
    if (found.tag == tag) return found.object;
    const auto* location = found.object.if_contains("location");
    Position at;
    if (location != nullptr && location->as_int64() >= 0)
        at.offset = static_cast<std::size_t>(location->as_int64());
    refuse(found.tag, at);
}

Name names(const json::array& list) {
    Name name;
    name.reserve(list.size());
    for (const json::value& part : list) {
        const json::object& held = expect(part, "String");
        const json::value* text = held.if_contains("sval");
        name.emplace_back(text == nullptr ? std::string_view{} : text->as_string());
    }
    return name;
}

Name catalog_names(const json::array& list) {
    Name name = names(list);
    if (name.size() > 1 && name.front() == "pg_catalog") name.erase(name.begin());
    return name;
}

}  // namespace parlance::sql::lower
