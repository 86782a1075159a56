#!/usr/bin/perl
# The second factor: wanted by a unit, set up at the first sign-in, asked for at the next;
# codes once each, wrong ones counted, and an administrator who takes it back.
#
# Codes go by the machine's clock, as telephones do. A test waits for no clock: each code
# it needs is of a later step than the last one, and the step to come is taken as well.
use strict;
use warnings;
use Digest::SHA qw(hmac_sha1);
use File::Temp qw(tempdir);
use FindBin;
use lib $FindBin::Bin;
use JSON::PP;
use Office;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
my $clock   = '2026-03-02T08:00';

sub run { my ($words) = @_; return system("$dunghen $words --db $db >/dev/null 2>&1") >> 8 }

sub act {
	my ($n, $do, $args) = @_;
	open my $act, '|-', "$dunghen act --db $db >$dir/answer" or die;
	print $act encode_json({ key => $n, as => 'qt', do => $do, args => $args, at => $clock });
	return close $act;
}

run("init --mode test --seed 1 --clock $clock --admin qt") == 0 or die "no store\n";
act('1', 'add_person', { key => 'lan', name => 'Ngo Thi Lan' }) or die;
act('2', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' }) or die;
act('3', 'add_person', { key => 'bich', name => 'Tran Bich' }) or die;
act('4', 'assign', { person => 'bich', unit => '25195.vhxh', post => 'officer' }) or die;
ok(act('5', 'require_factor', { unit => '25195.mc' }), 'a unit wants a second factor');
for my $who (qw(lan bich qt)) {
	open my $in, '|-', "$dunghen account set-password $who --stdin --as qt --db $db >/dev/null" or die;
	print $in "handed over to begin\n" if $who ne q(lan);
	print $in "once for her alone\n" if $who eq 'lan';
	close $in or die "no password for $who\n";
}
my $s = Served->start(db => $db);

# A browser of one person.
package Browser {
	sub new { return bless { jar => {} }, shift }
	sub keep {
		my ($self, $r) = @_;
		for my $c (@{ $r->{all}{'set-cookie'} // [] }) {
			my ($name, $value) = $c =~ /^(\w+)=([^;]*)/;
			$self->{jar}{$name} = $value;
		}
		return $r;
	}
	sub cookie { my ($self) = @_; return join '; ', map { "$_=$self->{jar}{$_}" } sort keys %{ $self->{jar} } }
	sub get { my ($self, $path) = @_; return $self->keep($s->get($path, Cookie => $self->cookie)) }
	sub post {
		my ($self, $path, %field) = @_;
		return $self->keep($s->post($path, join('&', map { my $v = $field{$_}; $v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge; "$_=$v" } sort keys %field),
			Cookie => $self->cookie));
	}
	sub signed_in { my ($self) = @_; return $self->get('/own/password')->{status} == 200 }
}
package main;

sub hidden { return Office::hidden(@_) }

# RFC 6238 once more, by another hand.
my %last;
sub code_of {
	my ($secret, $step) = @_;
	my $mac = hmac_sha1(pack('Q>', $step), $secret);
	my $at = ord(substr $mac, 19) & 15;
	return sprintf '%06d', (unpack('N', substr $mac, $at, 4) & 0x7fffffff) % 1000000;
}
# A code that was not used: of this step, or of the next.
sub fresh_code {
	my ($secret) = @_;
	my $step = int(time / 30);
	$step = $last{$secret} + 1 if defined $last{$secret} && $last{$secret} >= $step;
	$last{$secret} = $step;
	return code_of($secret, $step);
}
sub secret_of {
	my ($page) = @_;
	my ($text) = $page->{body} =~ m{<b class="code" translate="no">([A-Z2-7 ]+)</b>} or return;
	$text =~ s/ //g;
	my %v; @v{'A' .. 'Z', 2 .. 7} = 0 .. 31;
	return pack 'B*', join '', map { sprintf '%05b', $v{$_} } split //, $text;
}

# Signs in with the password; the page that comes.
sub password { my ($b, $who, $word, %more) = @_; return $b->post('/sign-in', key => $who, password => $word, %more) }
# Then the code.
sub code { my ($b, $page, $code) = @_; return $b->post('/sign-in/code', code => $code, map { $_ => (hidden($page, $_) // q()) =~ s/&amp;/&/gr } qw(proof back carry)) }
sub own_password {
	my ($who, $given, $fresh) = @_;
	my $b = Browser->new;
	is(password($b, $who, $given)->{header}{location}, '/own/password', "$who chooses a password first");
	my $t = hidden($b->get('/own/password'), 'token');
	is($b->get('/own/factor')->{header}{location}, '/own/password', 'before anything else');
	is($b->post('/own/password', token => $t, old => $given, fresh => $fresh, again => $fresh)->{header}{location}, '/sign-in', 'chosen');
}

# --- whose unit wants none ---
own_password('bich', 'handed over to begin', 'ba con vit gioi');
my $bich = Browser->new;
is(password($bich, 'bich', 'ba con vit gioi', back => '/work')->{header}{location}, '/work', 'another unit: the password is enough');
like($bich->get('/own')->{body}, qr{Chưa bật.*href="/own/factor"}s, 'who likes may');

# --- must be set up ---
own_password('lan', 'once for her alone', 'gio dua canh truc');
my $lan = Browser->new;
is(password($lan, 'lan', 'gio dua canh truc', back => '/find')->{header}{location}, '/own/factor', 'the unit wants it: led to setting it up');
for my $where ('/work', '/own', '/find', '/counter/new', '/switch') {
	my $r = $lan->get($where);
	next if $where eq '/switch' && $r->{status} == 200;	# anybody's
	is($r->{header}{location}, '/own/factor', "and nowhere else: $where");
}
my $page = $lan->get('/own/factor');
is($page->{status}, 200, 'the page');
like($page->{body}, qr/Đơn vị của ông\/bà yêu cầu/, 'says why');
like($page->{body}, qr{<svg class="scan" viewBox="0 0 \d+ \d+".*<path d="M4 4h7v1h-7z}s, 'shows a picture');
unlike($page->{body}, qr/name="password"/, 'the password was just given');
my $secret = secret_of($page);
is(length $secret, 20, 'and the secret as text');
is(secret_of($lan->get('/own/factor')), $secret, 'the same when the page is read again');
my $token = hidden($page, 'token');
is($lan->post('/own/factor/end', token => $token)->{header}{location}, '/own/factor', 'ending it is not for now');
is($lan->post('/own/factor', token => 'x', code => fresh_code($secret))->{status}, 403, "no form but one's own");
my $off = code_of($secret, int(time / 30) + 100);
my $r = $lan->post('/own/factor', token => $token, code => $off);
is($r->{status}, 403, 'a code of another time');
like($r->{body}, qr/Mã xác thực không đúng.*kiểm tra giờ của điện thoại/s, 'is refused, with what to do');
is(secret_of($r), $secret, 'the same secret stands there');
is($lan->get('/work')->{header}{location}, '/own/factor', 'still nowhere else');
delete $last{$secret};
$r = $lan->post('/own/factor', token => $token, code => fresh_code($secret));
is($r->{status}, 200, 'the right one');
my @recovery = $r->{body} =~ m{<li><b class="code" translate="no">([a-z0-9-]+)</b>}g;
is(scalar @recovery, 10, 'gives ten codes for one time');
is($lan->get('/work')->{status}, 200, 'and all the rest');
like($lan->get('/own')->{body}, qr/Còn 10 mã dự phòng/, 'which the page of the account counts');
is($lan->post('/own/factor/end', token => hidden($lan->get('/own'), 'token'), password => 'gio dua canh truc')->{status}, 409,
	'where the unit wants it, it is not ended');

# --- signing in by it ---
my $desk = Browser->new;
$page = password($desk, 'lan', 'gio dua canh truc', back => '/find', pin => '280461');
is($page->{status}, 200, 'the password brings a page that asks for the code');
like($page->{body}, qr/autocomplete="one-time-code"/, 'as browsers and telephones know it');
ok(!%{ $desk->{jar} }, 'nobody is signed in yet');
unlike($page->{body}, qr/280461|gio dua/, 'neither PIN nor password stands in it');
$r = code($desk, $page, '000 00');
is($r->{status}, 403, 'a wrong code');
ok(hidden($r, 'proof'), 'asks again');
ok(!$desk->signed_in, 'and opens nothing');
my $used = fresh_code($secret);
$r = code($desk, $page, $used);
is($r->{header}{location}, '/find', 'the right one leads to where one wanted to go');
ok($desk->signed_in, 'signed in');
like($desk->get('/own')->{body}, qr/Đã đặt\. Phiên này/, 'with the PIN that was wished');
my $thief = Browser->new;
$page = password($thief, 'lan', 'gio dua canh truc');
$r = code($thief, $page, $used);
is($r->{status}, 403, 'a second time');
like($r->{body}, qr/Mã này đã được dùng rồi/, 'the same code is refused');
ok(!$thief->signed_in, 'for it was used');
is($thief->post('/sign-in/code', proof => 'AAAA', code => '123456')->{status}, 403, 'a code without a password');
(my $forged = hidden($page, 'proof')) =~ s/^(.{50})(.)/$1 . ($2 eq 'A' ? 'B' : 'A')/e;
$r = $thief->post('/sign-in/code', proof => $forged, code => $recovery[9]);
is($r->{status}, 403, 'or with a proof somebody made up');
like($r->{body}, qr/name="password"/, 'begins at the password');
is($thief->get('/sign-in/code')->{status}, 200, 'so does the page read anew');

# --- recovery codes ---
$r = code($thief, $page, uc $recovery[0]);
is($r->{status}, 303, 'a recovery code, in capitals');
$page = password($thief, 'lan', 'gio dua canh truc');
is(code($thief, $page, $recovery[0])->{status}, 403, 'once');
like($lan->get('/own')->{body}, qr/Còn 9 mã dự phòng/, 'nine are left');

# --- a form that waited for the sign-in ---
my $held = Browser->new;
$page = password($held, 'lan', 'gio dua canh truc', back => '/find', carry => 'token=' . hidden($lan->get('/own'), 'token') . '&q=an');
$r = code($held, $page, $recovery[1]);
is($r->{status}, 200, 'a form that waited');
like($r->{body}, qr/name="q" value="an"/, 'waited over the code too');

# --- many wrong ones ---
my @status;
for (1 .. 12) {
	my $b = Browser->new;
	my $p = password($b, 'lan', 'gio dua canh truc');
	push @status, $p->{status};
	last if $p->{status} != 200;
	my $wrong = code($b, $p, 'abcdef');
	is($wrong->{status}, 403, 'wrong');
	if ($wrong->{body} =~ /Đã nhập sai nhiều lần/) { push @status, 'wait'; last }
}
cmp_ok(scalar @status, '<=', 7, 'the password in between does not begin the counting anew');
like(password(Browser->new, 'lan', 'gio dua canh truc')->{body}, qr/Đã nhập sai nhiều lần: vui lòng chờ \d+ giây/, 'who tried too often waits');
is($lan->get('/work')->{status}, 200, 'who is inside works on');
is($s->stop, 0, 'it stops');
$s = Served->start(db => $db);
like(password(Browser->new, 'lan', 'gio dua canh truc')->{body}, qr/Đã nhập sai nhiều lần/, 'a restart at once forgives nobody');
is($lan->get('/work')->{status}, 200, 'and throws nobody out');

# --- the administrator takes it back ---
own_password('qt', 'handed over to begin', 'chieu mua qua cau');
my $qt = Browser->new;
is(password($qt, 'qt', 'chieu mua qua cau')->{status}, 303, 'the administrator');
like($qt->get('/admin/accounts/lan')->{body}, qr/Xác thực hai lớp<\/h2>\s*<p>Đã bật/, 'sees that it is set up');
like($qt->get('/admin/accounts/bich')->{body}, qr/Chưa bật; đơn vị không bắt buộc/, 'or is not');
$token = hidden($qt->get('/admin/accounts/lan'), 'token');
$r = $qt->post('/admin/accounts/lan/factor', token => $token);
like($r->{body}, qr/name="sure"/, 'is asked whether they are sure');
is($lan->get('/work')->{status}, 200, 'so far nothing has happened');
$r = $qt->post('/admin/accounts/lan/factor', token => $token, sure => hidden($r, 'sure'));
like($r->{body}, qr/Đã gỡ xác thực hai lớp/, 'taken back');
is($lan->get('/work')->{status}, 303, 'everybody is out');
$r = $qt->post('/admin/accounts/lan/factor', token => $token, sure => 1);
is($r->{status}, 409, 'there is none any more');
$qt->post('/admin/accounts/lan/lock', token => $token, sure => 1);
$qt->post('/admin/accounts/lan/unlock', token => $token);
$lan = Browser->new;
is(password($lan, 'lan', 'gio dua canh truc')->{header}{location}, '/own/factor', 'another is to be set up');
isnt(secret_of($lan->get('/own/factor')), $secret, 'with another secret');

# --- which units: the administrator's page ---
is($lan->get('/admin/factor')->{header}{location}, '/own/factor', 'not for everybody');
$page = $qt->get('/admin/factor');
like($page->{body}, qr{<b>[^<]+</b> <span class="chip out">đang áp dụng</span><br><span class="code">25195\.mc</span>}, 'the unit that must');
sub decide { my ($verb, %field) = @_; my $p = $qt->get('/admin/factor'); return $qt->post("/admin/factor/$verb", %field, map { $_ => hidden($p, $_) } qw(token key)) }
is(decide('require', unit => '25195.vhxh', from => '2099-01-01')->{header}{location}, '/admin/factor?done=require', 'another, from a day on');
like($qt->get('/admin/factor?done=require')->{body}, qr{Đã ghi yêu cầu.*<span class="code">25195\.vhxh</span></td>\s*<td[^>]*>01/01/2099}s, 'is listed');
is(password(Browser->new, 'bich', 'ba con vit gioi')->{header}{location}, '/work', 'not before that day');
$r = decide('require', unit => '25195.vhxh', from => '2099-02-01');
is($r->{status}, 422, 'later than that day');
like($r->{body}, qr/đã được yêu cầu đăng nhập hai lớp/, 'it is required already');
$r = decide('require', unit => 'nowhere');
is($r->{status}, 422, 'a unit nobody knows');
like($r->{body}, qr/value="nowhere"/, 'stands in its field to be mended');
is(decide('lift', unit => '25195.vhxh')->{header}{location}, '/admin/factor?done=lift', 'lifted');
unlike($qt->get('/admin/factor')->{body}, qr/25195\.vhxh<\/span>/, 'it is no more in the list');
is(decide('lift', unit => '25195.vhxh')->{status}, 422, 'once');
is(decide('frobnicate', unit => '25195')->{status}, 404, 'there is nothing else');

# --- of one's own wish ---
$page = $bich->get('/own/factor');
like($page->{body}, qr/name="password"/, 'asks for the password, for the desk may be empty');
$secret = secret_of($page);
$token = hidden($page, 'token');
is($bich->post('/own/factor', token => $token, password => 'not the one', code => fresh_code($secret))->{status}, 403, 'a wrong one');
delete $last{$secret};
is($bich->post('/own/factor', token => $token, password => 'ba con vit gioi', code => fresh_code($secret))->{status}, 200, 'set up');
my $again = secret_of($bich->get('/own/factor?again=1'));
ok($again && $again ne $secret, 'again with another secret');
is($bich->post('/own/factor/end', token => $token, password => 'ba con vit gioi')->{header}{location}, '/own?done=factor', 'and ended');
is(password(Browser->new, 'bich', 'ba con vit gioi')->{status}, 303, 'the password alone again');
is($s->stop, 0, 'it stops');

# --- from the command line ---
sub list { return { map { $_->{key} => $_->{factor} } @{ decode_json(scalar `$dunghen account list --json --db $db`) } } }
is_deeply(list(), { qt => 'none', lan => 'owed', bich => 'none' }, 'who has one, who owes one');
$s = Served->start(db => $db);
$lan = Browser->new;
is(password($lan, 'lan', 'gio dua canh truc')->{header}{location}, '/own/factor', 'signed in to set it up');
$page = $lan->get('/own/factor');
$secret = secret_of($page);
is($lan->post('/own/factor', token => hidden($page, 'token'), code => fresh_code($secret))->{status}, 200, 'set up once more');
is($s->stop, 0, 'it stops');
is(list()->{lan}, 'set', 'listed');
is(run("backup $dir/b"), 0, 'a backup');
is(run('account reset-factor lan'), 2, 'nobody takes it back unnamed');
is(run('account reset-factor lan --as lan'), 1, 'nor their own');
is(run('account reset-factor lan --as qt'), 0, 'an administrator does');
is(run('account reset-factor lan --as qt'), 1, 'once');
is(list()->{lan}, 'owed', 'and it is owed again');
is(scalar(() = `cat $db/store.db $db/store.db-wal 2>/dev/null` =~ /"kind":"factor_reset"/g) >= 2, 1, 'each time is an entry');
is(run('verify'), 0, 'the store verifies');
my $bytes = `cat $db/store.db $db/store.db-wal $dir/b/* 2>/dev/null`;
is(index($bytes, $secret), -1, 'the secret stands in no file in clear');
is(index($bytes, $recovery[2]), -1, 'nor does a recovery code');
system("$dunghen restore $dir/b --db $dir/r >/dev/null 2>&1") == 0 or die "not restored\n";
$db = "$dir/r";
$s = Served->start(db => $db);
$lan = Browser->new;
$page = password($lan, 'lan', 'gio dua canh truc');
is(code($lan, $page, fresh_code($secret))->{status}, 303, 'a restored store takes its codes');
is($s->stop, 0, 'it stops');
done_testing();
