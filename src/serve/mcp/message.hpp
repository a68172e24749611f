#pragma once

#include "serve/mcp/protocol.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace parlance::serve::mcp {

/// One message of JSON-RPC, taken apart. It refers to the value that it was read from.
struct Message {
    std::string id;           ///< as JSON text; empty: a notification
    std::string_view method;  ///< empty: the answer to a request of ours
    const boost::json::object* params = nullptr;
    const boost::json::object* meta = nullptr;  ///< `params._meta`
    const boost::json::object* whole = nullptr;

    /// `_meta[name]` when it is a text; empty otherwise.
    [[nodiscard]] std::string_view meta_text(std::string_view name) const;
    /// A member of the params when it is a text.
    [[nodiscard]] const boost::json::string* param_text(std::string_view name) const;
};

/// Throws `RpcError` (400) for what is no single JSON-RPC 2.0 message.
[[nodiscard]] Message read_message(const boost::json::value& value);

/// Parses a message's text. Throws `RpcError` (400, parse error).
[[nodiscard]] boost::json::value parse_message(std::string_view text);

/// The member of the object, if it is there.
[[nodiscard]] const boost::json::value*
member(const boost::json::object* object, std::string_view name);
[[nodiscard]] const boost::json::object*
object_member(const boost::json::object* object, std::string_view name);
/// A text; empty when it is not there, or is none.
[[nodiscard]] std::string_view
text_member(const boost::json::object* object, std::string_view name);

}  // namespace parlance::serve::mcp
