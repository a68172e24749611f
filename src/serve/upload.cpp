#include "serve/upload.hpp"

#include "base/error.hpp"
#include "serve/multipart.hpp"

#include <fmt/format.h>

namespace parlance::serve {

namespace {

Error too_large(std::uint64_t bytes_max) {
    return {
        Failure::too_large,
        "upload_too_large",
        fmt::format("The file is larger than the {} MiB that are allowed.", bytes_max >> 20U)
    };
}

/// The body, with its limit.
class RawUpload final : public Upload {
public:
    RawUpload(RequestReader& reader, std::uint64_t bytes_max)
        : reader_(reader), bytes_max_(bytes_max) {}

    Task<std::string_view> next() override {
        const std::string_view piece = co_await reader_.some_body();
        bytes_ += piece.size();
        if (bytes_ > bytes_max_) throw too_large(bytes_max_);
        co_return piece;
    }
    std::string_view file_name() const override { return {}; }

private:
    RequestReader& reader_;
    std::uint64_t bytes_max_;
    std::uint64_t bytes_ = 0;
};

/// The file part of a form.
class FormUpload final : public Upload {
public:
    FormUpload(RequestReader& reader, std::uint64_t bytes_max, std::string boundary)
        : body_(reader, bytes_max), form_(std::move(boundary)) {}

    Task<std::string_view> next() override {
        for (;;) {
            if (const std::string_view piece = form_.take(); !piece.empty()) co_return piece;
            if (form_.ended()) break;
            const std::string_view more = co_await body_.next();
            if (more.empty()) form_.finish();
            form_.add(more);
        }
        while (!(co_await body_.next()).empty()) {
            // What follows the last boundary has no meaning.
        }
        co_return std::string_view();
    }
    std::string_view file_name() const override { return form_.file_name(); }

private:
    RawUpload body_;
    Multipart form_;
};

}  // namespace

std::unique_ptr<Upload> upload_of(RequestReader& reader, std::uint64_t bytes_max) {
    if (reader.content_length().value_or(0) > bytes_max) throw too_large(bytes_max);
    const std::string_view type = reader.header("Content-Type");
    if (!is_form(type)) return std::make_unique<RawUpload>(reader, bytes_max);
    return std::make_unique<FormUpload>(reader, bytes_max, boundary_of(type));
}

}  // namespace parlance::serve
