#!/usr/bin/perl
# The JSON API, acting: scopes and rights, keys that act once, bodies that are none.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use JSON::PP;
use POSIX 'strftime';
use Test::More;

my $clock  = '2026-03-02T08:00';
my $office = Office->new(
	clock  => $clock,
	people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt', chu => 'head 25195', van => 'records 25195.vp' });
my $api = Api->new(office => $office, tokens => {
	lan => 'lan dossiers.act,dossiers.read', read => 'lan dossiers.read', tuan => 'tuan dossiers.act', minh => 'minh dossiers.act',
	chu => 'chu dossiers.act', portal => 'portal dossiers.act', qt => 'qt org.act', van => 'van dossiers.act',
});
my $s = $office->serve(clock => $clock);
my $paper = { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => { name => 'Le Thi Mau', id_number => '075190001231' } };

# --- done, and done once ---
my $r = $api->act(lan => receive_new => $paper, 'Idempotency-Key' => 'scan-1');
is($r->{status}, 200, 'received');
my $made = $r->{json};
like($made->{code}, qr/^H19\.21-\d{6}-\d{4}$/, 'with a code');
like($made->{dossier}, qr/^d/, 'and an id');
is($made->{repeated}, JSON::PP::false, 'for the first time');
cmp_ok($made->{seq}[1], '>', $made->{seq}[0], 'by entries of the ledger');
my $again = $api->act(lan => receive_new => $paper, 'Idempotency-Key' => 'scan-1')->{json};
is($again->{repeated}, JSON::PP::true, 'sent again it is told so');
is_deeply([ @$again{qw(code dossier seq at key)} ], [ @$made{qw(code dossier seq at key)} ], 'with the same answer');
Api::refused($api->act(lan => receive_new => { %$paper, channel => 'post' }, 'Idempotency-Key' => 'scan-1'), 409, 'command.conflict', 'the same key for something else');
Api::refused($api->act(tuan => receive_new => $paper, 'Idempotency-Key' => 'scan-1'), 409, 'command.conflict', 'or by somebody else');

# --- a life, by programs of those who may ---
my %d = (dossier => $made->{code});
is($api->act(lan => hand_over => { %d, outcome => 'forward' })->{status}, 200, 'handed over');
my $p = Api::refused($api->act(lan => take => {%d}, 'Idempotency-Key' => 'mine'), 403, 'right.taker', 'the clerk does not take it');
ok(length $p->{hint}, 'and is told what to do');
is($api->act(tuan => take => {%d}, 'Idempotency-Key' => 'mine')->{status}, 200, 'the key of a refused act stays free; the officer takes it');
is($api->act(tuan => hand_over => { %d, outcome => 'forward' })->{status}, 200, 'hands it on');
is($api->act(minh => finish => {%d})->{status}, 200, 'the head finishes');
is($api->act(chu => take => {%d})->{status}, 200, 'the chair takes');
is($api->act(chu => sign => {%d})->{status}, 200, 'and signs');
is_deeply([ $office->kinds($made->{code}) ], [qw(submitted received handed_over taken handed_over taken handed_over taken signed)],
	'which is what the ledger says') or diag(join ' ', $office->kinds($made->{code}));

# --- the portal ---
my %online = (procedure => '1.001612', channel => 'online', receiving => '25195.mc', owner => { name => 'Tran Van Mau', id_number => '075190001232' });
$r = $api->act(portal => submit => \%online);
is($r->{status}, 200, 'submitted by the portal');
Api::refused($api->act(portal => receive => { dossier => $r->{json}{code} }), 403, 'right.nobody', 'which receives nothing itself');
Api::refused($api->act(tuan => submit => \%online), 403, 'right.clerk', 'and no officer submits in its place');

# --- scopes ---
Api::refused($api->act(read => receive_new => $paper), 403, 'api.scope', 'one that only reads does not act');
Api::refused($api->act(lan => add_person => { key => 'moi' }), 403, 'api.scope', 'nor does one for dossiers on people of the office');
like($api->act(qt => add_person => { key => 'moi' })->{json}{person}, qr/^p/, 'which another may');
Api::refused($api->act(qt => take => {%d}), 403, 'api.scope', 'that may nothing with dossiers');

# --- keys ---
Api::refused($api->post('lan', '/api/v1/acts', '{"do":"take","args":{}}'), 400, 'api.key.missing', 'without a key');
Api::refused($api->act(lan => take => {%d}, 'Idempotency-Key' => 'k' x 63), 400, 'api.key.long', 'a long one');
Api::refused($api->act(lan => receive_new => $paper, 'Idempotency-Key' => 'a b'), 422, 'command.key', 'one with a blank');

# --- bodies ---
sub body {
	my ($body, %header) = @_;
	return $api->post('lan', '/api/v1/acts', $body, 'Idempotency-Key' => 'body', %header);
}
Api::refused(body('{"do":"take"'), 400, 'json.syntax', 'half of it');
Api::refused(body('{"do":"take","do":"take","args":{}}'), 400, 'json.duplicate', 'a member twice');
Api::refused(body('{"do":"take","args":' . '[' x 40 . ']' x 40 . '}'), 400, 'json.depth', 'too deep');
Api::refused(body('{"do":"take","args":{"dossier":1.5}}'), 400, 'json.number', 'a fraction');
Api::refused(body("{\"do\":\"take\",\"args\":{\"dossier\":\"\xff\"}}"), 400, 'json.utf8', 'no UTF-8');
Api::refused(body(''), 400, 'json.syntax', 'none at all');
Api::refused(body('[]'), 422, 'command.object', 'a list');
is(Api::refused(body('{"do":"take","args":{},"as":"chu"}'), 422, 'command.member', 'a member too many')->{fields}{name}, 'as', 'is named');
is(Api::refused(body('{"do":"take"}'), 422, 'command.missing', 'one too few')->{fields}{name}, 'args', 'is named too');
Api::refused(body('{"do":7,"args":{}}'), 422, 'command.type', 'an action that is a number');
Api::refused(body('{"do":"fly","args":{}}'), 422, 'action.unknown', 'one there is not');
is(Api::refused(body('{"do":"take","args":{"dosier":"x"}}'), 422, 'arg.unknown', 'an argument there is not')->{fields}{value}, 'dosier', 'is named');
Api::refused(body('{"do":"take","args":{"dossier":"H19.21-260302-9999"}}'), 404, 'dossier.unknown', 'a dossier there is not');
Api::refused(body('do=take', 'Content-Type' => 'application/x-www-form-urlencoded'), 415, 'api.type', 'a form');
Api::refused(body('{"do":"take","args":{}}', 'Content-Type' => 'text/plain'), 415, 'api.type', 'plain text');
Api::refused(body('{"do":"take","args":{"dossier":"' . 'x' x (1 << 20) . '"}}'), 413, 'problem.413', 'a megabyte');
is(body('{"do":"take","args":{}}', 'Content-Type' => 'application/json; charset=utf-8')->{json}{key}, 'arg.missing', 'with a charset it is JSON too');

# --- wrong tokens: counted by address, and a right one does not wait for them ---
my $last;
for my $i (1 .. 21) {
	$last = $api->get(undef, '/api/v1/token', Authorization => 'Bearer dht_' . sprintf '%064d', $i);
}
Api::refused($last, 429, 'api.wait', 'after twenty wrong tokens the next must wait');
like($last->{header}{'retry-after'}, qr/^[1-9]\d*$/, 'so many seconds');
is($api->get('lan', '/api/v1/token')->{status}, 200, 'a right one from there need not');
is($s->stop, 0, 'it stops');
$api->check;

# --- revoked while it is served ---
$s = $office->serve(clock => $clock);
$office->enter('qt');
is($office->get(lan => '/admin/tokens')->{status}, 403, 'tokens are shown to administrators only');
my $page = $office->get(qt => '/admin/tokens')->{body};
my ($number) = $page =~ m{action="/admin/tokens/(\d+)/revoke"};
my @rows = $page =~ m{action="/admin/tokens/(\d+)/revoke"}g;
is(scalar @rows, 8, 'who sees all of them');
unlike($page, qr/dht_/, 'but not what they are');
my ($portal) = grep { $_->{for} eq 'portal' } @{ decode_json(`$ENV{DUNGHEN} token list --db $office->{db} --json`) };
my $way = "/admin/tokens/$portal->{token}/revoke";
like($office->post(qt => $way)->{body}, qr/name="sure"/, 'asked once more');
is($api->get('portal', '/api/v1/token')->{status}, 200, 'nothing has happened yet');
is($office->post(qt => $way, sure => 1)->{status}, 200, 'revoked');
Api::refused($api->get('portal', '/api/v1/token'), 401, 'token.revoked', 'which counts at once');
is($office->post(qt => $way, sure => 1)->{status}, 409, 'once');
is($office->post(qt => '/admin/tokens/99/revoke', sure => 1)->{status}, 404, 'one there is not');
is($office->post(lan => "/admin/tokens/$rows[0]/revoke", sure => 1)->{status}, 403, 'by nobody else');

# --- made while it is served: shown once ---
my $until = strftime('%Y-%m-%d', gmtime(time + 100 * 86400));
my %wish = (person => 'lan', scope => [ 'dossiers.read', 'figures.read' ], until => $until, note => 'may-quet');
is($office->post(lan => '/admin/tokens', %wish)->{status}, 403, 'by an administrator alone');
for ([ { person => 'nobody' }, 'person' ], [ { until => '2999-01-01' }, 'until' ], [ { until => 'soon' }, 'until' ], [ { note => 'máy quét' }, 'note' ]) {
	my ($with, $name) = @$_;
	my $refused = $office->post(qt => '/admin/tokens', %wish, %$with);
	is($refused->{status}, 422, "refused: $name");
	like($refused->{body}, qr/id="$name-wrong"/, 'beside its input');
	like($refused->{body}, qr/value="dossiers.read" checked/, 'what was ticked stays');
}
is($office->post(qt => '/admin/tokens', %wish, scope => [])->{status}, 422, 'for nothing');
is($office->post(qt => '/admin/tokens', %wish, person => 'portal')->{status}, 422, 'not all of it for the portal');
$r = $office->post(qt => '/admin/tokens', %wish);
is($r->{status}, 200, 'made');
like($r->{header}{'cache-control'}, qr/no-store/, 'no browser keeps that page');
($api->{token}{quet}) = $r->{body} =~ /(dht_[0-9a-f]{64})/;
ok($api->{token}{quet}, 'and shown');
$r = $api->get('quet', '/api/v1/token');
is_deeply([ $r->{status}, @{ $r->{json} }{qw(for scopes)} ], [ 200, 'lan', [ 'dossiers.read', 'figures.read' ] ], 'good at once, for what was ticked');
unlike($office->get(qt => '/admin/tokens')->{body}, qr/dht_/, 'once');
is($s->stop, 0, 'it stops');
$api->make(portal => 'portal', 'dossiers.act');

# --- whom a lock keeps out, and their programs ---
system("$ENV{DUNGHEN} account lock lan --db $office->{db} --as qt --clock $clock >/dev/null") == 0 or die;
$s = $office->serve(clock => $clock);
Api::refused($api->get('lan', '/api/v1/token'), 401, 'token.locked', 'a locked account locks its tokens');
is($s->stop, 0, 'it stops');

# --- a crash: what was answered is there, and answered again ---
$s = $office->serve(clock => $clock);
$r = $api->act(portal => submit => \%online, 'Idempotency-Key' => 'crash');
kill KILL => $s->{pid};
waitpid $s->{pid}, 0;
$s->{pid} = 0;
$s = $office->serve(clock => $clock);
$again = $api->act(portal => submit => \%online, 'Idempotency-Key' => 'crash')->{json};
is_deeply([ $again->{code}, $again->{repeated} ], [ $r->{json}{code}, JSON::PP::true ], 'after a crash the key gives the same answer');
is($s->stop, 0, 'it stops');
is(system("$ENV{DUNGHEN} verify --db $office->{db} >/dev/null"), 0, 'the store verifies');
done_testing();
