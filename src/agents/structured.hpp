#pragma once

#include "agents/chat.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

/// JSON answers from servers that cannot hold a model to a schema.
namespace parlance::agents {

/// What is added to the system text, so that the model answers as the schema says.
[[nodiscard]] std::string schema_instructions(const AnswerSchema& answer);

/// The first whole JSON object in the text: bare, in a fence, or among words; after what the model
/// thought aloud (`</think>`).
[[nodiscard]] std::optional<boost::json::object> extract_object(std::string_view text);

}  // namespace parlance::agents
