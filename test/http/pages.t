#!/usr/bin/perl
# The pages: who may come where, a dossier's life by forms, refusals with the input
# kept, and nothing typed by people that becomes markup.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
is(system("$dunghen demo --no-serve --db $db --dossiers 200 --months 1 --until 2026-11-23 >/dev/null 2>&1"),
	0, 'a province');
my $s = Served->start(db => $db, clock => '2026-11-28T08:00');

sub decode_html {
	my ($t) = @_;
	my %c = (lt => '<', gt => '>', amp => '&', quot => '"', '#39' => "'");
	$t =~ s/&(lt|gt|amp|quot|#39);/$c{$1}/g;
	return $t;
}

# A browser's jar for one person.
sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
sub page { my ($who, $path) = @_; return $s->get($path, Cookie => $who) }
sub form {
	my ($who, $path, %field) = @_;
	my $body = join '&', map { my $v = $field{$_}; $v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge; "$_=$v" } sort keys %field;
	return $s->post($path, $body, Cookie => $who);
}
sub hidden { my ($r, $name) = @_; my ($v) = $r->{body} =~ /name="$name" value="([^"]*)"/; return $v }

# --- what a browser has already is not sent again ---
my ($look) = $s->get('/')->{body} =~ m{href="(/static/look\.[0-9a-f]+\.css)"};
for my $path ($look, '/procedures', '/log/key') {
	for my $packed ('identity', 'gzip') {
		my $first = $s->get($path, 'Accept-Encoding' => $packed);
		my $tag   = $first->{header}{etag};
		like($tag, qr{\AW/"[0-9a-f]{24}"\z}, "$path, $packed, has a tag");
		my $again = $s->get($path, 'Accept-Encoding' => $packed, 'If-None-Match' => "\"x\", $tag");
		is("$again->{status} " . length $again->{body}, '304 0', 'sent with it, nothing comes again');
		is($again->{header}{etag}, $tag, 'but the tag');
		is($s->get($path, 'If-None-Match' => 'W/"000000000000000000000000"')->{status}, 200, 'another tag is no reason');
	}
}
is($s->get('/track')->{header}{etag}, undef, 'a page that nobody may keep has none');

# --- anybody ---
my $home = $s->get('/');
is($home->{status}, 200, 'the home page');
like($home->{body}, qr/<html lang="vi">/, 'in Vietnamese');
like($s->get('/', Cookie => 'lang=en')->{body}, qr/<html lang="en">/, 'or English');
unlike($home->{body}, qr/\son[a-z]+=|style=|<style|javascript:/i, 'without inline style or script');
for my $asset ($home->{body} =~ m{"(/static/[^"]+)"}g) {
	my $r = $s->get($asset);
	is($r->{status}, 200, "$asset is served");
	like($r->{header}{'cache-control'}, qr/immutable/, 'for ever');
}
is($s->get('/procedures?q=xay+dung')->{status}, 200, 'procedures by words without accents');
like($s->get('/procedures/1.013225')->{body}, qr/1\.013225/, 'one procedure');
is($s->get('/procedures/9.99')->{status}, 404, 'no such procedure');
is($s->get('/language/en?back=//evil.example')->{header}{location}, '/', 'no way out by the language switch');
is($s->get('/language/en?back=%2Ftrack')->{header}{location}, '/track', 'but back');
my $hostile = $s->get('/track?code=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E');
unlike($hostile->{body}, qr/<script>alert/, 'what is typed is no markup');
like($hostile->{body}, qr/&lt;script&gt;/, 'but shown');

# --- five wrong tries a day for a code and for an address (rule 41) ---
my @wrong = map { $s->post("/track", "code=H19.1-260101-0001&digits=000$_")->{status} } 1 .. 6;
is_deeply(\@wrong, [ (404) x 5, 429 ], "the sixth wrong try of a day is not looked at");

# --- the house needs a session ---
for my $path ('/work', '/unit', '/sign', '/records', '/opinions', '/find?q=x', '/counter/online', '/dossiers/x') {
	my $r = $s->get($path);
	is($r->{status}, 303, "$path asks to sign in");
	like($r->{header}{location}, qr{^/sign-in\?back=}, 'and comes back');
}
is($s->post('/dossiers/x/act/take', 'token=x')->{status}, 401, 'a form without a session');
like($s->post('/dossiers/x/act/take', 'note=typed')->{body}, qr/name="carry" value="note=typed"/, 'is kept');
my $own = $s->post('/own/password', 'old=mat-khau-cu&fresh=mat-khau-moi');
is($own->{status}, 401, 'one of the own account');
unlike($own->{body}, qr/mat-khau/, 'is not: no password stands in a page');
is($s->get('/work', Cookie => 'session=' . '0' x 64)->{status}, 303, 'a session nobody has');
is($s->post('/sign-in', 'key=admin&password=wrong-password-here')->{status}, 403, 'a wrong password');

# --- people ---
my ($list) = map { decode_json($_) } `$dunghen dossier list --db $db --limit 300 --json`;
my ($one) = grep { $_->{state} eq 'open' && $_->{holder}{person} && $_->{holder}{post} eq 'officer' } @{ $list->{dossiers} };
($one) = grep { $_->{state} eq 'open' && $_->{holder}{person} } @{ $list->{dossiers} } if !$one;
ok($one, 'somebody holds an open dossier');
my $who  = enter($one->{holder}{person});
my $code = $one->{code};
ok($who, 'signed in by a click');
my $work = page($who, '/work');
is($work->{status}, 200, 'the inbox');
like($work->{body}, qr/\Q$code\E/, 'shows it');
my $d = page($who, "/dossiers/$code");
is($d->{status}, 200, 'the dossier');
like($d->{body}, qr/<svg/, 'with its ribbon');
my $token = hidden($d, 'token');
ok($token, 'and the token of its forms');
is(page($who, '/dossiers/H19.99-260101-9999')->{status}, 404, 'one that is not there');
is($s->post("/dossiers/$code/act/send_back", 'reason=R01', Cookie => $who)->{status}, 403, 'a form without the token');
is($s->post("/dossiers/$code/act/send_back", "token=$token", Cookie => $who, 'Sec-Fetch-Site' => 'cross-site')->{status},
	403, 'a form from elsewhere');
is(form($who, "/dossiers/$code/act/fly", token => $token)->{status}, 404, 'an action that is none');
my $nasty = '<b onclick="x">&amp;</b>';
my $bad = form($who, "/dossiers/$code/act/pause", token => $token, ground => 'no-such', document => $nasty, key => 'k1');
ok($bad->{status} == 422 || $bad->{status} == 403, 'what the law refuses');
like($bad->{body}, qr/role="alert"|aria-invalid="true"/, 'is said at its form') if $bad->{body} =~ /act\/pause/;
unlike($bad->{body}, qr/<b onclick/, 'and what was typed is no markup');
is(form($who, "/dossiers/$code/act/take", token => $token, key => 'a name')->{status}, 422, 'a key that is none');
is(form($who, "/dossiers/$code/act/take", token => $token)->{status}, 422, 'or none at all');
my $entries = `$dunghen ledger head --db $db --json`;
ok($entries, 'the ledger answers');

# Take it, or whatever stands first as one button: the same key acts once.
my ($path, $key) = $d->{body} =~ m{<form method="post" action="([^"]+)"><input type="hidden" name="token"[^>]*><input type="hidden" name="key" value="([^"]+)"><button class="btn"};
SKIP: {
	skip 'no single button on this dossier', 3 if !$path;
	my $first = form($who, decode_html($path), token => $token, key => $key);
	is($first->{status}, 303, 'a button acts');
	my $again = form($who, decode_html($path), token => $token, key => $key);
	is($again->{status}, 303, 'pressed twice it acts once');
	is(() = `$dunghen dossier timeline $code --db $db --json` =~ /"cmd":"\Q$key\E"/g, 1, 'by the same key')
		or diag(`$dunghen dossier timeline $code --db $db --json | tail -c 600`);
}
my $row = `$dunghen dossier list --db $db --limit 1 --json`;
is(form($who, '/sign-out', token => $token)->{status}, 303, 'signed out');
is(page($who, '/work')->{status}, 303, 'for good');
is($s->stop, 0, 'it stops');
unlike($s->log, qr/\Q$code\E/, 'no code in the log');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies: every opening is on record');

# --- a production store has no people to click on ---
my $p = Served->start;
is($p->get('/demo/people')->{status}, 404, 'no list of people');
is($p->post('/demo/sign-in', 'person=qt')->{status}, 404, 'no entry without a password');

# --- a given password may only be changed ---
{
	my $odb = $p->{db};
	is($p->stop, 0, "stopped");
	open my $w, "|-", "$dunghen account set-password qt --stdin --as qt --db $odb >/dev/null 2>&1" or die;
	print {$w} "given password one\n";
	ok(close $w, "a password is given");
	my $q = Served->start(db => $odb);
	my $r = $q->post("/sign-in", "key=qt&password=given+password+one");
	is($r->{header}{location}, "/own/password", "which leads to the change of it");
	my ($jar) = $r->{header}{"set-cookie"} =~ /(session=[0-9a-f]+)/;
	is($q->get("/work", Cookie => $jar)->{header}{location}, "/own/password", "and nowhere else");
	my $f = $q->get("/own/password", Cookie => $jar);
	my $t = hidden($f, "token");
	is($q->post("/own/password", "token=$t&old=given+password+one&fresh=another+of+mine&again=differs+here", Cookie => $jar)->{status},
		422, "two that differ");
	is($q->post("/own/password", "token=$t&old=given+password+one&fresh=another+of+mine&again=another+of+mine", Cookie => $jar)->{header}{location},
		"/sign-in", "changed");
	is($q->post("/sign-in", "key=qt&password=another+of+mine")->{header}{location}, "/work", "one's own password opens the house");
}
done_testing();
