// The TLS part of Boost.Asio, which the servers of these tests use, is compiled here, once.
#include <boost/asio/ssl/impl/src.hpp>
