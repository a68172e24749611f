#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parlance::serve {

[[nodiscard]] bool is_form(std::string_view content_type) noexcept;

/// The boundary of a `multipart/form-data` type. Throws `Error` (`malformed_request`) without one.
[[nodiscard]] std::string boundary_of(std::string_view content_type);

/// Cuts the one file part out of a form (RFC 7578, RFC 2046) that comes piece by piece. Holds back
/// no more than a boundary's length. Throws `Error` (`malformed_request`) for what is no form, has
/// no file, or has a second part.
class Multipart {
public:
    explicit Multipart(std::string boundary);

    /// Gives it more of the body.
    void add(std::string_view piece);
    /// Says that the body has ended.
    void finish();
    /// More of the file; empty when more of the body is needed, or at the end. Valid until `add`.
    [[nodiscard]] std::string_view take();
    [[nodiscard]] bool ended() const noexcept { return state_ == State::ended; }
    [[nodiscard]] std::string_view file_name() const noexcept { return file_name_; }

private:
    enum class State : std::uint8_t { preamble, headers, content, ended };

    bool take_preamble();
    bool take_headers();
    std::string_view take_content();

    std::string delimiter_;  ///< line end, two dashes and the boundary
    std::string held_;       ///< of the body, not yet looked at
    std::size_t used_ = 0;   ///< of `held_`
    std::string file_name_;
    State state_ = State::preamble;
    bool finished_ = false;
};

}  // namespace parlance::serve
