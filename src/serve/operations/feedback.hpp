#pragma once

#include "serve/operations/feedback_shapes.hpp"
#include "store/query_feedback.hpp"

#include <optional>

namespace parlance::serve {

/// What was said of an answer, as the API tells it.
[[nodiscard]] std::optional<FeedbackShape> feedback_shape(
    const std::optional<store::Feedback>& feedback
);

}  // namespace parlance::serve
