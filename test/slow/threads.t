#!/usr/bin/perl
# The writer and its clients under ThreadSanitizer.
use strict;
use warnings;
use Test::More;

local $ENV{TSAN_OPTIONS} = 'halt_on_error=1 exitcode=66';
my $out = `build/tsan/test/unit/test_app_writer 2>&1`;
is($? >> 8, 0, 'no race in the writer') or diag($out);
like($out, qr/^1\.\.\d+/m, 'and its test ran to the end');
done_testing();
