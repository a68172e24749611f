#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace parlance {

/// Why a request could not be served. `serve` gives each its HTTP status, `cli` its exit code.
enum class Failure : std::uint8_t {
    invalid,          ///< the input is wrong; the person can mend it
    unauthenticated,  ///< nobody is signed in, or the token does not hold
    forbidden,        ///< signed in, but without the permission
    not_found,        ///< it does not exist, or belongs to somebody else (the same answer)
    conflict,         ///< it exists already, or has changed meanwhile
    too_large,        ///< a body, an upload or a result passed its limit
    unsupported,      ///< a media type or a format that Parlance does not read
    refused,          ///< the guard will not run this statement
    busy,             ///< a limit on rate or concurrency; try again later
    upstream,         ///< the tenant's database, or a model, failed or was unreachable
    timeout,          ///< it took longer than its limit
    cancelled,        ///< the person stopped it or left
    internal,         ///< a broken promise of ours; the log has the details
};

/// One thing that is wrong in an input: a JSON pointer (RFC 6901) and a sentence.
struct Fault {
    std::string pointer;
    std::string detail;

    bool operator==(const Fault&) const = default;
};

/// A failure that ends the request: thrown anywhere, caught once at the door.
///
/// `code` is stable and documented (`docs/errors.md`), snake_case, such as `sql_syntax`. The
/// message is for the person who asked: what is wrong and what to do. It never carries values of a
/// tenant's data, secrets, driver text or names that the person may not see; those go to the log,
/// or nowhere.
class Error : public std::exception {
public:
    Error(Failure why, std::string code, std::string message)
        : why_(why), code_(std::move(code)), message_(std::move(message)) {}

    /// Adds what exactly is wrong, so that all of it can be mended at once.
    Error&& with_faults(std::vector<Fault> faults) && {
        faults_ = std::move(faults);
        return std::move(*this);
    }

    /// Adds where in the person's own text (a byte offset from 0) the trouble stands.
    Error&& at(std::size_t position) && {
        position_ = position;
        return std::move(*this);
    }

    /// Adds after how many seconds a new try makes sense (HTTP `Retry-After`).
    Error&& retry_after(int seconds) && {
        retry_after_s_ = seconds;
        return std::move(*this);
    }

    [[nodiscard]] Failure why() const noexcept { return why_; }
    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    [[nodiscard]] const std::string& message() const noexcept { return message_; }
    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }
    [[nodiscard]] std::optional<std::size_t> position() const noexcept { return position_; }
    [[nodiscard]] std::optional<int> retry_after_s() const noexcept { return retry_after_s_; }
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

private:
    Failure why_;
    std::string code_;
    std::string message_;
    std::vector<Fault> faults_;
    std::optional<std::size_t> position_;
    std::optional<int> retry_after_s_;
};

}  // namespace parlance
