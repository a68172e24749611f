#pragma once

#include "serve/mcp/turn.hpp"
#include "serve/operation.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve::mcp {

class Server;

/// Asking the person back, where the client can show a form: a question that could mean several
/// things is answered with a request for input, and asked again with what was chosen. What was
/// asked travels with the client, sealed. Where there are no forms, the choices stand in the answer
/// of the tool.
class Clarification {
public:
    Clarification(Server& server, const Turn& turn, const Operation& tool);

    /// Puts what the person chose into the arguments of a question that is asked again. Throws
    /// `RpcError` when the state is none of ours, or of another person.
    void take_choice(boost::json::object& arguments);
    /// The request for input, when the answer asks back and the client can show it.
    [[nodiscard]] std::optional<Result> question_about(std::string_view answer) const;

private:
    [[nodiscard]] const boost::json::object* response() const;
    [[nodiscard]] std::string digest_of(const boost::json::object& arguments) const;

    Server& server_;
    const Turn& turn_;
    bool applies_;
    bool declined_ = false;
    std::string digest_;  ///< of the arguments as they were given
};

}  // namespace parlance::serve::mcp
