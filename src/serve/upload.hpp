#pragma once

#include "serve/call.hpp"
#include "serve/request_reader.hpp"

#include <memory>

namespace parlance::serve {

/// The upload that the request's body is: raw, or the one file part of a `multipart/form-data`
/// (RFC 7578). Throws `Error` when the headers already tell that it is too large or no upload.
[[nodiscard]] std::unique_ptr<Upload> upload_of(RequestReader& reader, std::uint64_t bytes_max);

}  // namespace parlance::serve
