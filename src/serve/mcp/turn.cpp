#include "serve/mcp/turn.hpp"

namespace parlance::serve::mcp {

namespace bj = boost::json;

void Turn::refuse_cursor() const {
    if (member(params(), "cursor") != nullptr)
        throw RpcError(code::invalid_params, "This cursor is not one of ours.");
}

Task<void> Turn::progress(double done, std::optional<double> total, std::string says) const {
    const bj::value* token = member(message.meta, "progressToken");
    if (token == nullptr || !(token->is_string() || token->is_int64() || token->is_uint64()))
        co_return;
    bj::object params{{"progressToken", *token}, {"progress", done}};
    if (total) params["total"] = *total;
    if (!says.empty()) params["message"] = says;
    co_await outlet.send(notification("notifications/progress", to_text(std::move(params))));
}

Task<void> Turn::log(std::string_view level, bj::value data) const {
    if (!log_level || severity_of(level).value_or(0) < *log_level) co_return;
    bj::object params{{"level", level}, {"logger", "parlance"}, {"data", std::move(data)}};
    co_await outlet.send(notification("notifications/message", to_text(std::move(params))));
}

}  // namespace parlance::serve::mcp
