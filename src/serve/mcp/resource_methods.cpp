#include "base/error.hpp"
#include "base/outcome.hpp"
#include "serve/mcp/prompts.hpp"
#include "serve/mcp/resource_catalog.hpp"
#include "serve/mcp/resource_texts.hpp"
#include "serve/mcp/resources.hpp"
#include "serve/mcp/run_tool.hpp"
#include "serve/mcp/server.hpp"
#include "serve/mcp/sources.hpp"
#include "serve/mcp/tool_door.hpp"
#include "serve/operations/views.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;
using What = Address::What;

constexpr std::int64_t lists_live_ms = 300'000;
constexpr std::int64_t contents_live_ms = 60'000;
constexpr std::size_t completions_max = 100;

RpcError not_found(const Turn& turn, std::string_view uri) {
    const int number = turn.era == Era::modern ? code::invalid_params : code::resource_not_found;
    return RpcError(number, "There is no such resource.").with(bj::object{{"uri", uri}});
}

Task<catalog::View> view_for(Server& server, const Turn& turn, std::string_view source) {
    ToolDoor door(turn);
    Call call(door);
    call.principal = turn.who;
    call.request_id = turn.request_id;
    co_return co_await view_of(server.services(), call, std::string(source));
}

std::string contents(std::string_view uri, std::string_view type, std::string text) {
    const bj::object one{{"uri", uri}, {"mimeType", type}, {"text", std::move(text)}};
    return to_text(bj::object{{"contents", bj::array{one}}});
}

/// The tool that reads what the address means, and its arguments.
std::pair<std::string_view, bj::object> tool_for(const Address& address) {
    if (address.what == What::result)
        return {"get_result", bj::object{{"result_id", address.first}}};
    const std::string table = address.first + "." + address.second;
    const bool sample = address.what == What::sample;
    bj::object arguments;
    if (sample) {
        arguments["table"] = table;
    } else {
        arguments["tables"] = bj::array{table};
    }
    if (!address.source.empty()) arguments["source"] = address.source;
    return {sample ? "sample_rows" : "describe_tables", std::move(arguments)};
}

Task<std::string>
fixed_text(Server& server, const Turn& turn, std::string_view uri, const Address& address) {
    if (address.what == What::profile)
        co_return contents(uri, "application/json", co_await profile_text(server, turn, address));
    const catalog::View view = co_await view_for(server, turn, address.source);
    switch (address.what) {
        case What::changes:
            co_return contents(uri, "application/json", co_await changes_text(server, turn, view));
        case What::overview:
            co_return contents(uri, "text/markdown", overview_of(view));
        case What::joins:
            co_return contents(uri, "text/plain", co_await joins_text(server, turn, address));
        default:
            co_return contents(uri, "application/json", policy_of(view));
    }
}

/// Fails like a protocol does, for resources have no other way to say it.
RpcError failure(const Turn& turn, std::string_view uri, const Error& error) {
    const bool invalid = error.why() == Failure::invalid;  // a name that none can have
    if (invalid || error.why() == Failure::not_found) return not_found(turn, uri);
    return {code::internal, error.code() + ": " + error.message()};
}

bool begins_like(std::string_view name, std::string_view typed) {
    const auto lower = [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
    };
    return name.size() >= typed.size() &&
           std::ranges::equal(name.substr(0, typed.size()), typed, {}, lower, lower);
}

std::vector<std::string> completions(
    const Schema& schema,
    std::string_view argument,
    std::string_view typed,
    std::string_view in_schema
) {
    std::vector<std::string> all;
    for (const Table& table : schema.tables) {
        if (argument == "schema" && begins_like(table.schema, typed)) all.push_back(table.schema);
        const bool there = in_schema.empty() || table.schema == in_schema;
        const bool names_tables = argument == "table" || argument == "topic";
        if (names_tables && there && begins_like(table.name, typed)) all.push_back(table.name);
    }
    std::ranges::sort(all);
    const auto doubles = std::ranges::unique(all);
    all.erase(doubles.begin(), doubles.end());
    return all;
}

std::string completion_text(std::vector<std::string> all) {
    const std::size_t total = all.size();
    if (all.size() > completions_max) all.resize(completions_max);
    bj::array values(all.begin(), all.end());
    const bj::object found{
        {"values", std::move(values)}, {"total", total}, {"hasMore", total > completions_max}
    };
    return to_text(bj::object{{"completion", found}});
}

}  // namespace

Task<Result> Server::list_resources(Turn& turn) {
    turn.refuse_cursor();
    bj::array all = resources_listed();
    if (extension()) extension()->add_to("resources", all);
    co_return Result{
        .text = to_text(bj::object{{"resources", std::move(all)}}), .ttl_ms = lists_live_ms
    };
}

Task<Result> Server::list_templates(Turn& turn) {
    turn.refuse_cursor();
    bj::array all = templates_listed(co_await has_several_sources(services(), *turn.who));
    if (extension()) extension()->add_to("resourceTemplates", all);
    co_return Result{
        .text = to_text(bj::object{{"resourceTemplates", std::move(all)}}), .ttl_ms = lists_live_ms
    };
}

Task<Result> Server::read_resource(Turn& turn) {
    const bj::string* uri = turn.message.param_text("uri");
    if (uri == nullptr) throw RpcError(code::invalid_params, "Say which resource: uri.");
    const auto address = address_of(*uri);
    if (!address) throw not_found(turn, *uri);
    const bool through_tool = address->what == What::table || address->what == What::sample ||
                              address->what == What::result;
    if (!through_tool) {
        const auto text = co_await outcome_of(fixed_text(*this, turn, *uri, *address));
        if (text) co_return Result{.text = *text, .ttl_ms = contents_live_ms};
        try {
            std::rethrow_exception(text.error());
        } catch (const Error& error) {
            throw failure(turn, *uri, error);
        }
    }
    auto [tool, arguments] = tool_for(*address);
    const auto ran = co_await run_tool(*this, *tools_.find(tool), turn, std::move(arguments));
    if (!ran) throw failure(turn, *uri, ran.error());
    const bool unknown = address->what == What::table && ran->contains(R"("tables":[],"unknown")");
    if (unknown) throw not_found(turn, *uri);
    co_return Result{.text = contents(*uri, "application/json", *ran), .ttl_ms = contents_live_ms};
}

Task<Result> Server::complete(Turn& turn) {
    const bj::object* about = object_member(turn.params(), "ref");
    const bj::object* argument = object_member(turn.params(), "argument");
    if (about == nullptr || argument == nullptr)
        throw RpcError(code::invalid_params, "completion/complete needs ref and argument.");
    const std::string_view name = text_member(argument, "name");
    const bool ours = is_prompt(text_member(about, "name")) ||
                      text_member(about, "uri").starts_with("parlance://");
    if (!ours) co_return Result{.text = completion_text({})};
    const bj::object* context = object_member(object_member(turn.params(), "context"), "arguments");
    const std::string_view typed = text_member(argument, "value");
    if (name == "source") {
        auto ids = co_await source_ids(services(), *turn.who);
        std::erase_if(ids, [&](const std::string& each) { return !begins_like(each, typed); });
        co_return Result{.text = completion_text(std::move(ids))};
    }
    const auto view = co_await outcome_of(view_for(*this, turn, text_member(context, "source")));
    if (!view) co_return Result{.text = completion_text({})};
    auto found = completions(*view->schema, name, typed, text_member(context, "schema"));
    co_return Result{.text = completion_text(std::move(found))};
}

}  // namespace parlance::serve::mcp
