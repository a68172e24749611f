#include "serve/mcp/clarify.hpp"

#include "base/crypto.hpp"
#include "base/json.hpp"
#include "serve/mcp/server.hpp"

#include <boost/json/array.hpp>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;

constexpr std::string_view purpose = "clarification";
constexpr std::string_view key = "choice";

RpcError stale() {
    return {
        code::invalid_params,
        "This requestState is not one of yours, or its time is over. Ask the question again."
    };
}

bj::object form(const bj::object& clarification, const bj::array& labels) {
    const bj::object choice{{"type", "string"}, {"title", "Meaning"}, {"enum", labels}};
    return bj::object{
        {"mode", "form"},
        {"message", *member(&clarification, "question")},
        {"requestedSchema",
         bj::object{
             {"type", "object"},
             {"properties", bj::object{{key, choice}}},
             {"required", bj::array{key}},
         }},
    };
}

}  // namespace

Clarification::Clarification(Server& server, const Turn& turn, const Operation& tool)
    : server_(server),
      turn_(turn),
      applies_(
          turn.era == Era::modern && server.services().handles && tool.facts.mcp->tool == "ask"
      ) {}

/// The person's answer, when the client sends one; a wrong kind of thing is a mistake of its own.
const bj::object* Clarification::response() const {
    const bj::value* all = member(turn_.params(), "inputResponses");
    if (all == nullptr) return nullptr;
    if (!all->is_object())
        throw RpcError(code::invalid_params, "inputResponses must be an object.");
    return object_member(&all->get_object(), key);
}

std::string Clarification::digest_of(const bj::object& arguments) const {
    return to_hex(bytes_of(sha256(to_text(arguments))).substr(0, 16));
}

void Clarification::take_choice(bj::object& arguments) {
    if (!applies_) return;
    digest_ = digest_of(arguments);
    const bj::object* chosen = response();
    const bj::string* state = turn_.message.param_text("requestState");
    if (state == nullptr) return;
    const auto held = server_.services().handles->read(*turn_.who, purpose, *state);
    if (!held) throw stale();
    const bj::value kept = json::parse(*held);
    const bj::object* about = kept.if_object();
    if (text_member(about, "of") != digest_) throw stale();
    if (chosen == nullptr) return;
    declined_ = text_member(chosen, "action") != "accept";
    const std::string_view label = text_member(object_member(chosen, "content"), key);
    const std::string_view question = text_member(object_member(about, "asks"), label);
    if (question.empty()) return;
    arguments["question"] = question;
    arguments["conversation_id"] = text_member(about, "conversation_id");
}

std::optional<Result> Clarification::question_about(std::string_view answer) const {
    if (!applies_ || declined_ || !turn_.client_can("elicitation")) return std::nullopt;
    if (!answer.contains(R"("outcome":"clarify")")) return std::nullopt;
    const bj::value read = json::parse(answer);
    const bj::object* clarification = object_member(read.if_object(), "clarification");
    const bj::value* options = member(clarification, "options");
    if (options == nullptr || options->as_array().empty()) return std::nullopt;
    bj::array labels;
    bj::object asks;
    for (const bj::value& option : options->as_array()) {
        labels.push_back(*member(option.if_object(), "label"));
        asks[labels.back().as_string()] = *member(option.if_object(), "ask");
    }
    const bj::object kept{
        {"of", digest_},
        {"conversation_id", text_member(read.if_object(), "conversation_id")},
        {"asks", std::move(asks)},
    };
    const bj::object request{
        {"method", "elicitation/create"}, {"params", form(*clarification, labels)}
    };
    const bj::object result{
        {"inputRequests", bj::object{{key, request}}},
        {"requestState", server_.services().handles->write(*turn_.who, purpose, to_text(kept))},
    };
    return Result{.text = to_text(result), .type = "input_required"};
}

}  // namespace parlance::serve::mcp
