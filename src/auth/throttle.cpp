#include "auth/throttle.hpp"

#include "base/error.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <cmath>

namespace parlance::auth {

namespace {
/// Bounds the memory that strangers can make us use.
constexpr std::size_t buckets_max = 100'000;
}  // namespace

Throttle::Throttle(int burst, std::chrono::seconds refill, Clock clock)
    : burst_(burst), refill_s_(static_cast<double>(refill.count())), clock_(std::move(clock)) {}

void Throttle::take(std::string_view name) {
    const Instant now = clock_();
    const std::scoped_lock lock(mutex_);
    if (buckets_.size() >= buckets_max) forget_full(now);
    Bucket& bucket = buckets_.try_emplace(std::string(name), burst_, now).first->second;
    bucket = {tokens_in(bucket, now), now};
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return;
    }
    const auto wait_s = static_cast<int>(std::ceil((1 - bucket.tokens) * refill_s_));
    throw Error(
        Failure::busy, "too_many_attempts", "Too many attempts. Wait a moment and try again."
    )
        .retry_after(std::max(wait_s, 1));
}

void Throttle::give_back(std::string_view name) {
    const std::scoped_lock lock(mutex_);
    const auto found = buckets_.find(std::string(name));
    if (found != buckets_.end()) found->second.tokens = std::min(burst_, found->second.tokens + 1);
}

void Throttle::reset(std::string_view name) {
    const std::scoped_lock lock(mutex_);
    buckets_.erase(std::string(name));
}

double Throttle::tokens_in(const Bucket& bucket, Instant now) const {
    const double seconds = std::chrono::duration<double>(now - bucket.filled_at).count();
    return std::min(burst_, bucket.tokens + std::max(seconds, 0.0) / refill_s_);
}

void Throttle::forget_full(Instant now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        return tokens_in(entry.second, now) >= burst_;
    });
    // Only under a flood from very many networks: everybody starts again.
    if (buckets_.size() >= buckets_max) buckets_.clear();
}

std::string network_of(const std::string& address) {
    boost::system::error_code failed;
    const auto parsed = boost::asio::ip::make_address(address, failed);
    if (failed || !parsed.is_v6()) return address;
    const boost::asio::ip::address_v6 v6 = parsed.to_v6();
    if (v6.is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    boost::asio::ip::address_v6::bytes_type bytes = v6.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace parlance::auth
