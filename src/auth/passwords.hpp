#pragma once

#include "base/crypto.hpp"
#include "base/task.hpp"
#include "base/threads.hpp"

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::auth {

/// NIST SP 800-63B-4: length and a block list, no rules of composition, no expiry. Characters are
/// Unicode code points, taken as they were sent: nothing is cut and nothing is normalised.
struct PasswordRules {
    std::size_t characters_min = 8;  ///< 15 is recommended where the password stands alone
    std::size_t characters_max = 256;
};

/// Why the password cannot be taken, as a sentence for the person; nothing when it can. `own` are
/// words that this person would think of first: the username, the address, the tenant's name.
[[nodiscard]] std::optional<std::string> password_fault(
    std::string_view password,
    const std::vector<std::string>& own,
    const PasswordRules& rules
);

/// Hashes and checks passwords with Argon2id on threads of its own. How many run at once is
/// bounded, for each takes the memory of its cost; so is how many wait.
class PasswordHasher {
public:
    explicit PasswordHasher(
        PasswordCost cost = {},
        std::size_t threads = 2,
        std::size_t waiting_max = 64
    );

    struct Verdict {
        bool right = false;
        bool outdated = false;  ///< right, but hashed at another cost: hash it again
    };

    /// Throws `Error` (busy) when too many wait.
    Task<std::string> hash(Secret password);
    /// Without a hash (nobody of this name, or no password yet) it does the same work, and is never
    /// right.
    Task<Verdict> check(std::optional<std::string> hash, Secret password);

    /// How many Argon2id computations were made.
    [[nodiscard]] std::uint64_t computations() const noexcept { return computations_; }

private:
    struct Turn;

    const PasswordCost cost_;
    const std::size_t waiting_max_;
    const std::string nobodys_hash_;
    std::atomic<std::size_t> waiting_ = 0;
    std::atomic<std::uint64_t> computations_ = 0;
    BlockingPool pool_;
};

}  // namespace parlance::auth
