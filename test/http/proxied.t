#!/usr/bin/perl
# Behind a proxy of our own: wrong tries count for whoever the proxy saw, not for the
# proxy, and nobody can hide behind an address he claims himself.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Served;
use Test::More;

# Signs in wrongly, as somebody else each time; true: that address has to wait.
my $nobody = 0;
sub waits {
	my ($s, $forwarded) = @_;
	my $r = $s->post('/sign-in', 'key=nobody' . ++$nobody . '&password=not+the+password',
		Origin => 'http://x', defined $forwarded ? ('X-Forwarded-For' => $forwarded) : ());
	return $r->{body} =~ /nhập sai nhiều lần/ ? 1 : 0;
}

my $s = Served->start(proxied => undef);
is(scalar(grep { waits($s, "192.0.2.$_, 198.51.100.1") } 1 .. 20), 0, 'twenty tries from one address');
is(waits($s, '192.0.2.77, 198.51.100.1'), 1, 'then it waits, whatever it claims to be');
is(waits($s, '198.51.100.1, 198.51.100.2'), 0, 'another one does not');
is($s->stop, 0, 'stopped');

my $alone = Served->start;
waits($alone, "192.0.2.$_") for 1 .. 20;
is(waits($alone, '192.0.2.99'), 1, 'without a proxy nothing of it is believed');
is($alone->stop, 0, 'stopped');
done_testing;
