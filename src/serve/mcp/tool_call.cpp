#include "base/error.hpp"
#include "base/log.hpp"
#include "base/outcome.hpp"
#include "base/stopwatch.hpp"
#include "serve/mcp/clarify.hpp"
#include "serve/mcp/json_input.hpp"
#include "serve/mcp/run_tool.hpp"
#include "serve/mcp/server.hpp"
#include "serve/mcp/tool_door.hpp"
#include "serve/negotiation.hpp"

#include <boost/json/array.hpp>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;

/// What a model can do about a failure, where the message alone does not say it.
std::string_view advice(const Error& error) {
    const std::string_view code = error.code();
    if (code == "sql_unknown_table" || code == "sql_unknown_column")
        return " Find names with search_schema and describe_tables.";
    if (code == "connection_not_found") return " Take an id that list_sources gives.";
    if (code == "connection_not_ready") return " Try again in a few seconds.";
    if (error.why() == Failure::timeout) return " Ask for less: filter, or aggregate.";
    return {};
}

/// Models read only the text of a failure, so all that is known stands there.
std::string told(const Error& error) {
    std::string text = error.code() + ": " + error.message();
    for (const Fault& fault : error.faults())
        text += fmt::format(" {} {}.", fault.pointer, fault.detail);
    if (error.position()) text += fmt::format(" Position: byte {}.", *error.position());
    if (error.retry_after_s()) text += fmt::format(" Retry after {} s.", *error.retry_after_s());
    return text + std::string(advice(error));
}

Error too_large() {
    return {
        Failure::too_large,
        "result_too_large",
        "The answer is too large for a tool. Ask for fewer tables, columns or rows."
    };
}

Task<json::Raw> run(Server& server, const Operation& tool, const Turn& turn, bj::object arguments) {
    check_permission(*turn.who, tool.facts.access);
    ToolDoor door(turn);
    Call call(door);
    call.principal = turn.who;
    call.request_id = turn.request_id;
    call.remote_address = turn.remote_address;
    call.door_name = "mcp";
    call.stop = turn.stop;
    const JsonInput input(arguments);
    const Outcome outcome = co_await tool.run(server.services(), call, input);
    const auto* reply = std::get_if<json::Raw>(&outcome);
    if (reply == nullptr) throw std::logic_error("a tool gave no value");
    if (reply->text.size() > tool.facts.mcp->bytes_max) throw too_large();
    co_return *reply;
}

}  // namespace

Task<std::expected<std::string, Error>>
run_tool(Server& server, const Operation& tool, const Turn& turn, bj::object arguments) {
    const auto ran = co_await outcome_of(run(server, tool, turn, std::move(arguments)));
    if (ran) co_return ran->text;
    try {
        std::rethrow_exception(ran.error());
    } catch (const Error& error) {
        co_return std::unexpected(error);
    } catch (const std::exception& error) {
        log::error("internal_error", {{"request_id", turn.request_id}, {"what", error.what()}});
    }
    co_return std::unexpected(Error(
        Failure::internal, "internal", "Something went wrong on our side; it was noted in the log."
    ));
}

std::string tool_failure(const Error& error) {
    std::string text = R"({"content":[{"type":"text","text":)";
    json::quote(text, told(error));
    return text + R"(}],"isError":true})";
}

std::string tool_success(std::string_view json) {
    std::string text = R"({"content":[{"type":"text","text":)";
    text.reserve(json.size() * 2 + json.size() / 4 + 100);
    json::quote(text, json);
    text += R"(}],"structuredContent":)";
    text += json;
    return text + "}";
}

Task<Result> Server::call_tool(Turn& turn) {
    const bj::string* name = turn.message.param_text("name");
    const Operation* tool = name == nullptr ? nullptr : tools_.find(*name);
    if (tool == nullptr) throw RpcError(code::invalid_params, "There is no such tool.");
    const bj::value* given = member(turn.params(), "arguments");
    if (given != nullptr && !given->is_object())
        throw RpcError(code::invalid_params, "arguments must be an object.");
    const Stopwatch watch;
    Clarification clarification(*this, turn, *tool);
    bj::object arguments = given == nullptr ? bj::object() : given->get_object();
    clarification.take_choice(arguments);
    const auto ran = co_await run_tool(*this, *tool, turn, std::move(arguments));
    co_await turn.log(
        ran ? "info" : "warning",
        bj::object{
            {"tool", *name},
            {"ms", watch.ms()},
            {"outcome", ran ? std::string("done") : ran.error().code()},
        }
    );
    if (!ran) co_return Result{.text = tool_failure(ran.error())};
    if (auto asked = clarification.question_about(*ran)) co_return std::move(*asked);
    co_return Result{.text = tool_success(*ran)};
}

}  // namespace parlance::serve::mcp
